package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VerificationService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.api.verification.VerificationTask.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command
final class VerifyCommand implements CliCommand {

    @Parameters(arity = "0..1", paramLabel = "${bundle:label.id}", descriptionKey = "id")
    @Nullable
    String id;

    @Option(names = "--provider", paramLabel = "URI")
    @Nullable
    String provider;

    @Option(names = "--proof-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path proof;

    @Option(names = "--code-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path code;

    @Option(names = "--qr-file", paramLabel = "${bundle:label.file}")
    @Nullable
    Path qr;

    @Option(names = "--again")
    boolean again;

    @Option(names = "--own-codes")
    boolean own;

    private final Device device;

    VerifyCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, ProblemException {
        try (Home home = device.openHome()) {
            VerificationService service =
                    device.connectToProvider(home, provider).verification();
            if (id == null) {
                return answer(service.tasks());
            }
            Account account =
                    AccountChoice.byIdStart(home.accounts().load().contents().accounts(), id);
            return own ? own(service, account) : step(service, account.id());
        }
    }

    private static Answer own(VerificationService service, Account account) throws ProblemException {
        boolean has = service.individualize(account.id());
        Map<String, Object> json = AccountView.json(account);
        json.put("ownCodes", has);
        String key = has ? "said.own_codes" : "said.own_codes_none";
        return Answer.of(json, Phrase.of(key, AccountView.title(account)));
    }

    private Answer step(VerificationService service, AccountId account) throws CliException, ProblemException {
        VerificationTask before = service.tasks().stream()
                .filter(task -> task.account().equals(account))
                .findFirst()
                .orElse(null);
        VerificationTask after;
        if (before == null || before.state() == State.PROVEN) {
            after = service.resume(account);
        } else if (before.way() == VerificationTask.Way.PROVIDER_QR) {
            after = redeemed(service, account);
        } else if (before.state() == State.CHALLENGED && !again) {
            after = confirmed(service, account);
        } else {
            after = challenged(service, account);
        }
        return new Answer(json(after), rows(after));
    }

    private VerificationTask redeemed(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        char[] scanned = line(qr, "ask.qr", "--qr-file");
        try (ActivationCode activation = ActivationCode.parse(scanned)) {
            return service.redeem(account, activation);
        } finally {
            Arrays.fill(scanned, '\0');
        }
    }

    private VerificationTask confirmed(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        char[] typed = line(code, "ask.code", "--code-file");
        try (ConfirmationCode confirmation = ConfirmationCode.of(typed)) {
            return service.confirm(account, confirmation);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.code_length");
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private VerificationTask challenged(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        List<char[]> typed = proof == null
                ? List.of(ask("ask.password", "--proof-file"), ask("ask.contact", "--proof-file"))
                : lines(proof);
        try {
            if (typed.size() != 2) {
                throw new UsageException("wrong.proof");
            }
            char[] contact = typed.get(1);
            try (PersonalProof given = PersonalProof.of(typed.get(0), sort(contact), contact)) {
                return service.challenge(account, given);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.proof_length");
        } finally {
            typed.forEach(each -> Arrays.fill(each, '\0'));
        }
    }

    private static PersonalProof.Contact sort(char[] contact) {
        return CharBuffer.wrap(contact).chars().anyMatch(c -> c == '@')
                ? PersonalProof.Contact.EMAIL
                : PersonalProof.Contact.PHONE;
    }

    private char[] line(@Nullable Path file, String key, String option) throws CliException {
        if (file == null) {
            return ask(key, option);
        }
        List<char[]> lines = lines(file);
        if (lines.size() != 1) {
            lines.forEach(each -> Arrays.fill(each, '\0'));
            throw new UsageException("wrong.one_line", option);
        }
        return lines.get(0);
    }

    private char[] ask(String key, String option) {
        return device.terminal()
                .ask(Phrase.of(key))
                .orElseThrow(() -> new UsageException("wrong.nobody_asked", option));
    }

    private static List<char[]> lines(Path file) throws CliException {
        CharBuffer text = TextFile.readCharacters(file);
        try {
            List<char[]> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || text.charAt(i) == '\n') {
                    int end = i > start && text.charAt(i - 1) == '\r' ? i - 1 : i;
                    if (end > start) {
                        char[] line = new char[end - start];
                        text.duplicate().position(text.position() + start).get(line);
                        lines.add(line);
                    }
                    start = i + 1;
                }
            }
            return lines;
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static Answer answer(List<VerificationTask> tasks) {
        List<Map<String, Object>> json = tasks.stream().map(VerifyCommand::json).toList();
        List<List<Object>> rows = new ArrayList<>();
        tasks.forEach(task -> rows.addAll(rows(task)));
        Map<String, Object> document = Map.of("tasks", json);
        return rows.isEmpty() ? Answer.of(document, Phrase.of("said.every_account_works")) : new Answer(document, rows);
    }

    private static Map<String, Object> json(VerificationTask task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", task.account());
        json.put("issuer", task.name().issuer());
        json.put("name", task.name().name());
        json.put("kind", Words.of(task.kind()));
        json.put("way", task.way());
        json.put("state", task.state());
        json.put("expiresAt", task.expiresAt());
        json.put("failure", task.failure());
        return json;
    }

    private static List<List<Object>> rows(VerificationTask task) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(Phrase.of("said.task", task.account(), AccountView.title(task.name()), next(task))));
        task.failure()
                .ifPresent(reason ->
                        rows.add(List.of(Phrase.of("said.task_failure", Sentences.of(reason, List.of())))));
        return rows;
    }

    private static Phrase next(VerificationTask task) {
        boolean byCode = task.way() == VerificationTask.Way.PROVIDER_QR;
        return switch (task.state()) {
            case REBOUND -> Phrase.of("task.rebound");
            case PROVEN -> Phrase.of("task.proven");
            case CHALLENGED -> Phrase.of(byCode ? "task.challenged_qr" : "task.challenged");
            case NAME_ONLY, FAILED -> Phrase.of(byCode ? "task.name_only_qr" : "task.name_only");
        };
    }
}
