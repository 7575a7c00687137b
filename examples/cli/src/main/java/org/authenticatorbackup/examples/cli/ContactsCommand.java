package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ShareRequest;
import org.authenticatorbackup.crypto.share.SharesRejectedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** People who hold a share each: enough of them together open the backup, fewer learn nothing. */
@Command(synopsisSubcommandLabel = "${bundle:label.command}")
final class ContactsCommand {

    @Command
    static final class Split implements CliCommand {

        @Option(names = "--of", required = true, paramLabel = "N")
        int count;

        @Option(names = "--need", required = true, paramLabel = "K")
        int threshold;

        @Option(names = "--to", paramLabel = "${bundle:label.recipient}", arity = "1..*")
        List<String> recipients = List.of();

        @Option(names = "--out", required = true, paramLabel = "${bundle:label.dir}")
        Path directory = Path.of("");

        @Mixin
        final UnlockOptions unlock = new UnlockOptions();

        private final Device device;

        Split(Device device) {
            this.device = device;
        }

        /** Everything is checked before the slot is made: its shares cannot be had a second time. */
        @Override
        public Answer run() throws ProblemException, CliException {
            SlotPlan plan = plan();
            List<Recipient> to = recipients.stream().map(ShareFile::recipient).toList();
            if (!to.isEmpty() && to.size() != count) {
                throw new UsageException("wrong.recipients");
            }
            List<Path> files = files(to.isEmpty() ? ".txt" : ".age");
            try (Home home = device.openHome();
                    OwnVault own = OwnVault.open(device, home, unlock);
                    NewSlot slot = own.library().vault().addSlot(own.opened(), plan, WeakLocks.REFUSE)) {
                for (int i = 0; i < count; i++) {
                    write(files.get(i), slot.shares().get(i), to, i);
                }
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("slot", SlotView.json(List.of(slot.slot())).get(0));
                json.put("need", threshold);
                json.put("shares", files.stream().map(Path::toString).toList());
                return Answer.of(
                        json,
                        Phrase.of("said.shares_written", count, directory, threshold),
                        Phrase.of("said.shares_secret"));
            }
        }

        private SlotPlan plan() {
            try {
                return new SlotPlan.Contacts(threshold, count);
            } catch (IllegalArgumentException e) {
                throw new UsageException("wrong.contacts");
            }
        }

        private List<Path> files(String ending) throws CliException {
            try {
                DurableFile.createDirectories(directory);
            } catch (IOException e) {
                throw new CliException(CliProblem.FILE_UNWRITABLE, e, directory.toString());
            }
            List<Path> files = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                Path file = directory.resolve("share-" + i + ending);
                if (Files.exists(file)) {
                    throw new CliException(CliProblem.FILE_EXISTS, file.toString());
                }
                files.add(file);
            }
            return files;
        }

        private void write(Path file, ShareText share, List<Recipient> to, int number) throws CliException {
            char[] text = share.characters();
            if (to.isEmpty()) {
                TextFile.create(file, text);
                return;
            }
            byte[] bytes = TextFile.encode(CharBuffer.wrap(text));
            Arrays.fill(text, '\0');
            byte[] sealed = AgeFile.seal(bytes, to.get(number), device.random());
            Arrays.fill(bytes, (byte) 0);
            TextFile.create(file, sealed);
        }
    }

    @Command
    static final class Ask implements CliCommand {

        @Option(names = "--slot", required = true, paramLabel = "${bundle:label.id}")
        String slot = "";

        @Option(names = "--out", required = true, paramLabel = "${bundle:label.file}")
        Path out = Path.of("");

        private final Device device;

        Ask(Device device) {
            this.device = device;
        }

        @Override
        public Answer run() throws CliException {
            try (HybridIdentity identity = HybridIdentity.generate(device.random())) {
                String recipient = identity.recipient().text();
                String code =
                        String.join(" ", ShareFile.request(slot, recipient).comparisonCode());
                TextFile.create(out, identity.text());
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("recipient", recipient);
                json.put("code", code);
                json.put("out", out.toString());
                return Answer.of(
                        json, Phrase.of("said.share_request", recipient), Phrase.of("said.comparison_code", code));
            }
        }
    }

    @Command
    static final class AnswerRequest implements CliCommand {

        @Option(names = "--share-file", required = true, paramLabel = "${bundle:label.file}")
        Path share = Path.of("");

        @Option(names = "--identity-file", paramLabel = "${bundle:label.file}")
        @Nullable
        Path identity;

        @Option(names = "--to", required = true, paramLabel = "${bundle:label.recipient}")
        String recipient = "";

        @Option(names = "--code", required = true, paramLabel = "${bundle:label.words}")
        String code = "";

        @Option(names = "--out", required = true, paramLabel = "${bundle:label.file}")
        Path out = Path.of("");

        private final Device device;

        AnswerRequest(Device device) {
            this.device = device;
        }

        /** Seals only if the code that the other person reads aloud is the one of the recipient that arrived here. */
        @Override
        public Answer run() throws CliException {
            try (ContactShare opened = ShareFile.open(share, identity)) {
                ShareRequest request = ShareFile.request(opened.slot().slotId(), recipient);
                List<String> heard = List.of(code.strip().split("\\s+", -1));
                if (!request.comparisonCode().equals(heard)) {
                    throw new CliException(CliProblem.OTHER_REQUEST);
                }
                TextFile.create(out, opened.answer(request, device.random()));
                return Answer.of(
                        Json.object("slot", request.slotId(), "out", out.toString()),
                        Phrase.of("said.share_sealed", out));
            } catch (SharesRejectedException e) {
                throw new CliException(CliProblem.OTHER_REQUEST, e);
            }
        }
    }
}
