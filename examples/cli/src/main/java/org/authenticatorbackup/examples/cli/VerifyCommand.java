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

@Command(
        description = {
            "Without an id: lists the accounts that their providers must verify. With one: takes the next step.",
            "What proves something comes from files or is asked for, never from arguments."
        })
final class VerifyCommand implements CliCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The account.")
    @Nullable
    String id;

    @Option(
            names = "--provider",
            paramLabel = "URI",
            description = "The accounts' provider, file:///path: a stand-in in a directory.")
    @Nullable
    String provider;

    @Option(
            names = "--proof-file",
            paramLabel = "FILE",
            description = "Two lines: the account's password, and its confirmed e-mail address or phone number.")
    @Nullable
    Path proof;

    @Option(names = "--code-file", paramLabel = "FILE", description = "The confirmation code that was sent there.")
    @Nullable
    Path code;

    @Option(names = "--qr-file", paramLabel = "FILE", description = "The text of the QR code that the provider shows.")
    @Nullable
    Path qr;

    @Option(names = "--again", description = "Have another confirmation code sent.")
    boolean again;

    @Option(names = "--own-codes", description = "Ask for codes of this device's own for an account that has some.")
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
        String end = has ? " has codes of this device's own" : " goes on with the codes that were backed up";
        return new Answer(json, List.of(Columns.printable(AccountView.title(account) + end)));
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
        return new Answer(json(after), lines(after));
    }

    private VerificationTask redeemed(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        char[] scanned = line(qr, "QR code", "--qr-file");
        try (ActivationCode activation = ActivationCode.parse(scanned)) {
            return service.redeem(account, activation);
        } finally {
            Arrays.fill(scanned, '\0');
        }
    }

    private VerificationTask confirmed(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        char[] typed = line(code, "Confirmation code", "--code-file");
        try (ConfirmationCode confirmation = ConfirmationCode.of(typed)) {
            return service.confirm(account, confirmation);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private VerificationTask challenged(VerificationService service, AccountId account)
            throws CliException, ProblemException {
        List<char[]> typed = proof == null
                ? List.of(ask("Password", "--proof-file"), ask("E-mail address or phone number", "--proof-file"))
                : lines(proof);
        try {
            if (typed.size() != 2) {
                throw new UsageException("a proof has two lines: password, and e-mail address or phone number");
            }
            char[] contact = typed.get(1);
            try (PersonalProof given = PersonalProof.of(typed.get(0), sort(contact), contact)) {
                return service.challenge(account, given);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            typed.forEach(each -> Arrays.fill(each, '\0'));
        }
    }

    private static PersonalProof.Contact sort(char[] contact) {
        return CharBuffer.wrap(contact).chars().anyMatch(c -> c == '@')
                ? PersonalProof.Contact.EMAIL
                : PersonalProof.Contact.PHONE;
    }

    private char[] line(@Nullable Path file, String question, String option) throws CliException {
        if (file == null) {
            return ask(question, option);
        }
        List<char[]> lines = lines(file);
        if (lines.size() != 1) {
            lines.forEach(each -> Arrays.fill(each, '\0'));
            throw new UsageException("the file of " + option + " has one line");
        }
        return lines.get(0);
    }

    private char[] ask(String question, String option) {
        return device.terminal()
                .ask(question)
                .orElseThrow(() -> new UsageException("nobody can be asked: " + option + " FILE"));
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
        List<String> lines = new ArrayList<>();
        tasks.forEach(task -> lines.addAll(lines(task)));
        return new Answer(Map.of("tasks", json), lines.isEmpty() ? List.of("Every account works here") : lines);
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

    private static List<String> lines(VerificationTask task) {
        List<String> lines = new ArrayList<>();
        lines.add(Columns.printable(task.account() + "  " + AccountView.title(task.name()) + ": " + next(task)));
        task.failure().ifPresent(reason -> lines.add("    " + Sentences.of(reason, List.of())));
        return lines;
    }

    private static String next(VerificationTask task) {
        return switch (task.state()) {
            case REBOUND -> "works on this device now";
            case PROVEN -> "its provider knows you; \"verify\" once more gets the credential";
            case CHALLENGED ->
                task.way() == VerificationTask.Way.PROVIDER_QR
                        ? "scan the QR code of its provider again"
                        : "a code was sent to you; give it with \"verify\"";
            case NAME_ONLY, FAILED ->
                task.way() == VerificationTask.Way.PROVIDER_QR
                        ? "needs the QR code that its provider shows"
                        : "needs its password and a confirmed e-mail address or phone number";
        };
    }
}
