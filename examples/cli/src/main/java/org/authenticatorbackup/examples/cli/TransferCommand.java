package org.authenticatorbackup.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.TransferRefusedException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.TransferAnswer;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A device that is still at hand lets a new one in. The answer travels through a storage that both reach, or by hand. */
@Command(synopsisSubcommandLabel = "${bundle:label.command}")
final class TransferCommand {

    /** The largest answer that is read, in bytes: one has some 700, as text a third more. */
    private static final int MAX_ANSWER = 128 * 1024;

    private static final long POLL_MILLIS = 300;

    private static ObjectName relayed(String transferId) {
        return new ObjectName("transfer/" + transferId + ".age");
    }

    /** On the new device. */
    @Command
    static final class Offer implements CliCommand {

        @Option(names = "--storage", required = true, paramLabel = "URI")
        List<String> storages = List.of();

        @Option(names = "--relay", paramLabel = "URI")
        @Nullable
        String relay;

        @Option(names = "--vault", paramLabel = "${bundle:label.vault}")
        @Nullable
        String vault;

        private final Device device;

        Offer(Device device) {
            this.device = device;
        }

        @Override
        public Answer run() throws ProblemException, CliException {
            Optional<VaultId> expected = expected();
            Destinations.of(storages).forEach(device::storage);
            Optional<StorageProvider> carrier = Optional.ofNullable(relay).map(device::storage);
            try (Home home = device.openOrCreateHome()) {
                HomeSettings before = home.settings();
                HomeSettings connected = before.connectedTo(Destinations.of(storages), Optional.empty());
                AuthenticatorBackup library = device.connect(home, connected);
                try (TransferOffer offer = library.transfers().offer()) {
                    if (carrier.isPresent()) {
                        carrier.get().get(relayed(offer.transferId()), MAX_ANSWER); // fails before anybody scans
                    }
                    show(offer);
                    byte[] answer = carrier.isPresent() ? fetch(carrier.get(), offer) : typed();
                    try (UnlockedVault opened = library.transfers().open(offer, answer)) {
                        requireSame(expected, opened.id());
                        RecoveryPreview found = library.recovery().preview(opened);
                        return RecoverCommand.commit(home, before, connected, library.recovery(), opened, found);
                    }
                }
            }
        }

        private Optional<VaultId> expected() {
            try {
                return Optional.ofNullable(vault).map(VaultId::new);
            } catch (IllegalArgumentException e) {
                throw new UsageException("wrong.vault_id");
            }
        }

        /** The code goes to the screen alone, and before anything else: the other device has to see it. */
        private void show(TransferOffer offer) throws CliException {
            try (TransferCode code = offer.code()) {
                char[] characters = code.characters();
                String text = new String(characters);
                List<List<?>> rows = new ArrayList<>();
                QrCode.of(characters).lines().forEach(line -> rows.add(List.of(line)));
                Arrays.fill(characters, '\0');
                rows.add(List.of(text));
                rows.add(List.of(Phrase.of("said.transfer_waits")));
                device.printer().printAhead(new Answer(Map.of("code", text), rows));
                device.terminal().out().flush();
            }
        }

        private byte[] fetch(StorageProvider carrier, TransferOffer offer) throws ProblemException {
            ObjectName name = relayed(offer.transferId());
            while (true) {
                Optional<byte[]> answer = carrier.get(name, MAX_ANSWER);
                if (answer.isPresent()) {
                    carrier.delete(name);
                    return answer.get();
                }
                if (offer.expiresAt().isBefore(device.clock().instant())) {
                    throw new TransferRefusedException(
                            TransferRefusedException.Reason.EXPIRED, "nobody has answered within ten minutes");
                }
                pause();
            }
        }

        private static void pause() {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for an answer", e);
            }
        }

        /** One line, of which no more is read than an answer has. */
        private byte[] typed() throws CliException {
            InputStream in = device.terminal().in();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try {
                int next = in.read();
                if (next < 0) {
                    throw new UsageException("wrong.transfer_answer");
                }
                while (next >= 0 && next != '\n') {
                    if (line.size() == MAX_ANSWER) {
                        throw new UsageException("wrong.transfer_answer");
                    }
                    line.write(next);
                    next = in.read();
                }
                return Base64.getDecoder().decode(line.toString(UTF_8).strip());
            } catch (IOException e) {
                throw new CliException(CliProblem.FILE_UNREADABLE, e, Phrase.of("word.standard_input"));
            } catch (IllegalArgumentException e) {
                throw new UsageException("wrong.transfer_answer");
            }
        }

        /** Whoever films the code can answer with a vault of their own; this is what tells. */
        private void requireSame(Optional<VaultId> expected, VaultId received) throws CliException {
            boolean same = expected.isPresent() ? expected.get().equals(received) : confirmed(received);
            if (!same) {
                throw new CliException(CliProblem.OTHER_VAULT, received.value());
            }
        }

        private boolean confirmed(VaultId received) {
            char[] said = device.terminal()
                    .ask(Phrase.of("ask.same_vault", received.value()))
                    .orElseThrow(() -> new UsageException("wrong.transfer_nobody"));
            return new String(said).strip().equals("yes");
        }
    }

    /** On the device that backs up. */
    @Command
    static final class Accept implements CliCommand {

        @Option(names = "--code-file", required = true, paramLabel = "${bundle:label.file}")
        Path code = Path.of("");

        @Option(names = "--relay", paramLabel = "URI")
        @Nullable
        String relay;

        @Mixin
        final UnlockOptions unlock = new UnlockOptions();

        private final Device device;

        Accept(Device device) {
            this.device = device;
        }

        /** The accounts come from the storage, so the newest state goes there first. */
        @Override
        public Answer run() throws ProblemException, CliException {
            Optional<StorageProvider> carrier = Optional.ofNullable(relay).map(device::storage);
            try (TransferCode scanned = scanned();
                    Home home = device.openHome();
                    OwnVault own = OwnVault.open(device, home, unlock)) {
                own.library().backups().backUp();
                TransferAnswer answer = own.library().transfers().accept(own.opened(), scanned);
                if (carrier.isPresent()) {
                    carrier.get().put(relayed(answer.transferId()), answer.bytes());
                }
                return said(answer, carrier.isPresent());
            }
        }

        private TransferCode scanned() throws CliException {
            CharBuffer text = TextFile.readCharacters(code);
            try {
                String line = text.toString().strip();
                return TransferCode.of(line.toCharArray());
            } catch (IllegalArgumentException e) {
                throw new CliException(CliProblem.FILE_UNREADABLE, e, code.toString());
            } finally {
                Arrays.fill(text.array(), '\0');
            }
        }

        private static Answer said(TransferAnswer answer, boolean isCarried) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("vault", answer.vault());
            json.put("transfer", answer.transferId());
            String text = Base64.getEncoder().encodeToString(answer.bytes());
            if (isCarried) {
                return Answer.of(
                        json, Phrase.of("said.transfer_compare", answer.vault().value()));
            }
            json.put("answer", text);
            return new Answer(
                    json,
                    List.of(
                            List.of(Phrase.of("said.transfer_answer")),
                            List.of(text),
                            List.of(Phrase.of(
                                    "said.transfer_compare", answer.vault().value()))));
        }
    }
}
