package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A person who speaks Chinese reads no English: not from any command, whether it succeeds, fails or is misused. */
class ChineseTest {

    private static final Map<String, String> PASSWORDS =
            Map.of("PW", LostPhone.PASSPHRASE.get("PW"), "NEW", "correct horse");

    @TempDir
    Path directory;

    private final Set<String> succeeded = new TreeSet<>();
    private final List<String> names = new ArrayList<>();

    static List<String> commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Terminal terminal = new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Language.CHINESE);
        List<String> commands = new ArrayList<>();
        collect(CommandLoop.line(new Device(terminal)), commands);
        return commands;
    }

    private static void collect(CommandLine line, List<String> commands) {
        if (line.getSubcommands().isEmpty()) {
            commands.add(line.getCommandSpec().qualifiedName(" ").substring("authbackup ".length()));
        }
        line.getSubcommands().values().forEach(each -> collect(each, commands));
    }

    /** Lists every command, runs it, and checks what it says to a person and to a program. */
    private String succeeds(Phone phone, String command, String... options) {
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of(options));
        Result result =
                Chinese.run(phone, PASSWORDS, args.toArray(String[]::new)).succeeded();
        if (!phone.ids().isEmpty()) {
            names.addAll(phone.json("list").texts("accounts", "issuer"));
            names.addAll(phone.json("list").texts("accounts", "name"));
            names.sort((one, other) -> other.length() - one.length());
        }
        names.removeIf(String::isEmpty);
        Chinese.check(result.out(), names);
        succeeded.add(command);
        return result.out();
    }

    @Test
    void everyCommandSaysInChineseWhatItDid() throws Exception {
        names.addAll(List.of("Work", "Bank", "Laptop", "Push", "Shop", "alice"));
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Phone phone = lost.phone();
        String kit = lost.kit().toString();
        Phone fresh = new Phone(directory.resolve("fresh"));

        succeeds(new Phone(directory.resolve("first")), "init");
        succeeds(phone, "add", "otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Shop");
        succeeds(phone, "add", "otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Shop");
        succeeds(phone, "add", "--push", "--issuer", "Push", "--name", "alice", "--kind", "personal");
        succeeds(phone, "import", file("otpauth://totp/x\nnothing\n"));
        succeeds(phone, "export", directory.resolve("list").toString());
        String id = phone.ids().get(0);
        succeeds(phone, "list");
        succeeds(phone, "codes");
        succeeds(phone, "codes", "--next", phone.counterId());
        succeeds(phone, "rename", id, "--issuer", "Bank");
        succeeds(phone, "move", id, "3");
        succeeds(phone, "group", id, "Work");
        succeeds(phone, "group", id);
        succeeds(phone, "trash");
        succeeds(phone, "delete", id);
        succeeds(phone, "trash");
        succeeds(phone, "undelete", id);
        succeeds(phone, "delete", id);
        succeeds(phone, "purge", id);
        succeeds(phone, "verify");
        succeeds(phone, "status");
        succeeds(phone, "backup");
        succeeds(phone, "status");
        succeeds(phone, "vaults", "--storage", lost.uri());
        succeeds(phone, "check", "--storage", lost.uri());
        succeeds(phone, "history", "--kit-file", kit);
        succeeds(phone, "drill", "--kit-file", kit);
        succeeds(phone, "sync", "--kit-file", kit);
        succeeds(phone, "slots", "--kit-file", kit);
        succeeds(phone, "kit", "--out", directory.resolve("kit.html").toString(), "--kit-file", kit);
        succeeds(phone, "kit", "--check", directory.resolve("kit.html").toString());
        succeeds(fresh, "recover", "--storage", lost.uri(), "--kit-file", kit, "--preview");
        succeeds(fresh, "recover", "--storage", lost.uri(), "--kit-file", kit);
        succeeds(fresh, "verify");
        succeeds(fresh, "undo");
        succeeds(fresh, "undo");
        changeTheWaysIn(phone, kit);
        succeeds(phone, "delete-backup", "--confirm", "delete");
        succeeds(phone, "status");
        succeeds(phone, "undelete-backup");
        succeeds(phone, "veto");
        succeeds(phone, "disable");
        succeeds(phone, "status");
        succeeds(phone, "enable", "--storage", lost.uri(), "--passphrase-env", "NEW", "--allow-lone-passphrase");

        assertThat(succeeded).isEqualTo(new TreeSet<>(commands()));
    }

    private void changeTheWaysIn(Phone phone, String kit) throws Exception {
        succeeds(phone, "slot add", "--kit-file", kit, "--new-passphrase-env", "NEW", "--allow-lone-passphrase");
        String slot =
                phone.json("slots", "--kit-file", kit).texts("slots", "id").get(1);
        succeeds(phone, "slot label", slot, "Laptop", "--kit-file", kit);
        succeeds(phone, "slots", "--kit-file", kit);
        succeeds(phone, "slot remove", slot, "--kit-file", kit);
        askContacts(phone, kit);
        transfer(phone, kit);
        Path next = directory.resolve("next.txt");
        succeeds(
                phone,
                "rotate",
                "--kit-file",
                kit,
                "--new-passphrase-env",
                "NEW",
                "--allow-lone-passphrase",
                "--kit",
                next.toString());
        assertThat(Files.readString(next)).contains("恢复卡");
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "given", ""), text)
                .toString();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysInChineseWhyItFailed(String command) throws IOException {
        Phone nowhere = new Phone(directory.resolve("nowhere"));
        Map<String, String> plain = Map.of(
                "add", "add otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ",
                "import", "import " + file("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ"),
                "export", "export " + directory.resolve("list"),
                "rename", "rename 00 --name x",
                "move", "move 00 1",
                "recover", "recover --vault " + "a".repeat(32) + " --passphrase-env PW --storage " + directory.toUri(),
                "delete-backup", "delete-backup",
                "kit", "kit --out " + directory.resolve("kit.txt"),
                "check", "check --storage " + directory.resolve("absent").toUri(),
                "vaults", "vaults --storage " + directory.resolve("absent").toUri());
        String line = plain.getOrDefault(
                command,
                switch (command) {
                    case "group", "delete", "undelete", "purge" -> command + " 00";
                    case "enable" -> "enable --generate-passphrase --storage " + directory.toUri();
                    case "contacts split" -> command + " --of 2 --need 2 --out " + directory.resolve("shares");
                    case "contacts ask" ->
                        command + " --slot 0123456789abcdef --out " + directory.resolve("absent/key");
                    case "contacts answer" ->
                        command + " --to x --code x --out x --share-file " + directory.resolve("absent");
                    case "transfer offer" ->
                        command + " --storage " + directory.toUri() + " --relay "
                                + directory.resolve("absent").toUri();
                    case "transfer accept" -> command + " --code-file " + directory.resolve("absent");
                    case "slot remove", "slot label" -> command + " 0123456789abcdef";
                    case "init" -> "init";
                    default -> command;
                });
        if (command.equals("init")) {
            Phone.initialized(nowhere.home());
        }

        Result result = Chinese.run(nowhere, PASSWORDS, line.split(" "));

        assertThat(result.code()).as(result.out()).isEqualTo(command.equals("check") ? 0 : 1);
        Chinese.checkSentence(result.out() + result.err(), List.of());
    }

    @ParameterizedTest
    @MethodSource("org.authenticatorbackup.examples.cli.UsageTest#wrongUsages")
    void everyWrongUsageIsExplainedInChinese(String line) {
        Phone phone = Phone.initialized(directory.resolve("home"));

        Result result = Chinese.run(phone, PASSWORDS, line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        Chinese.checkSentence(result.err(), commandNames());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpIsChinese(String command) {
        Result result = Chinese.run(new Phone(directory), Map.of(), (command + " --help").split(" "));

        Chinese.checkSentence(result.succeeded().out(), commandNames());
    }

    @Test
    void theHelpOfAllCommandsIsChinese() {
        for (String line : List.of("--help", "slot --help", "contacts --help", "transfer --help")) {
            Chinese.checkSentence(
                    Chinese.run(new Phone(directory), Map.of(), line.split(" "))
                            .succeeded()
                            .out(),
                    commandNames());
        }
    }

    /** What is asked for has words of its own in it, which are English on every phone. */
    private void askContacts(Phone phone, String kit) {
        Path shares = directory.resolve("shares");
        succeeds(phone, "contacts split", "--of", "2", "--need", "2", "--out", shares.toString(), "--kit-file", kit);
        String slot = phone.json("status").texts("slots", "id").get(1);
        String key = directory.resolve("key").toString();
        String asked = Chinese.run(phone, Map.of(), "contacts", "ask", "--slot", slot, "--out", key)
                .succeeded()
                .out();
        List<String> lines = asked.lines().toList();
        String recipient = lines.get(0).substring(lines.get(0).indexOf('：') + 1);
        String code = lines.get(1).substring(lines.get(1).indexOf('：') + 1);
        Chinese.check(asked, List.of(recipient, code));
        succeeded.add("contacts ask");
        String share = shares.resolve("share-1.txt").toString();
        String out = directory.resolve("answer").toString();
        succeeds(phone, "contacts answer", "--share-file", share, "--to", recipient, "--code", code, "--out", out);
    }

    private void transfer(Phone phone, String kit) throws Exception {
        String storage = phone.json("status").texts("destinations", "storage").get(0);
        String relay = Files.createDirectory(directory.resolve("relay")).toUri().toString();
        String vault = phone.json("status").text("vault");
        Phone fresh = new Phone(directory.resolve("transferred"));
        WaitingPhone waiting = new WaitingPhone(
                fresh,
                Language.CHINESE,
                new ByteArrayInputStream(new byte[0]),
                "transfer",
                "offer",
                "--storage",
                storage,
                "--relay",
                relay,
                "--vault",
                vault);
        Path code = directory.resolve("code");
        String shown = waiting.scanned(code);
        succeeds(phone, "transfer accept", "--code-file", code.toString(), "--kit-file", kit, "--relay", relay);
        List<String> said = new ArrayList<>(names);
        said.add(shown);
        Chinese.checkSentence(waiting.result().succeeded().out(), said);
        succeeded.add("transfer offer");
    }

    /** The names as usage shows them, the longest first. */
    private static List<String> commandNames() {
        Set<String> words = new TreeSet<>(
                (one, other) -> one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
        commands().forEach(command -> {
            words.add("  " + command.substring(command.indexOf(' ') + 1) + " ");
            words.add("authbackup " + command);
        });
        words.add("authbackup slot");
        words.add("  slot ");
        words.add("authbackup contacts");
        words.add("  contacts ");
        words.add("authbackup transfer");
        words.add("  transfer ");
        return List.copyOf(words);
    }

    @Test
    void theLanguageIsThatOfTheOptionOrElseOfTheTerminal() {
        assertThat(Language.of(Map.of(), Locale.SIMPLIFIED_CHINESE)).isEqualTo(Language.CHINESE);
        assertThat(Language.of(Map.of(), Locale.FRENCH)).isEqualTo(Language.ENGLISH);
        assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8"), Locale.ENGLISH)).isEqualTo(Language.CHINESE);
        assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C.UTF-8"), Locale.ENGLISH))
                .isEqualTo(Language.ENGLISH);
        assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", ""), Locale.ENGLISH))
                .isEqualTo(Language.CHINESE);
        assertThat(Language.of(Map.of("LC_MESSAGES", "zh", "LANG", "en_US"), Locale.ENGLISH))
                .isEqualTo(Language.CHINESE);
        Phone phone = Phone.initialized(directory.resolve("home"));
        for (List<String> args : List.of(
                List.of("--lang", "zh-CN", "list"),
                List.of("list", "--lang", "zh-CN"),
                List.of("list", "--lang=zh-CN"))) {
            assertThat(phone.run(args.toArray(String[]::new)).succeeded().out()).isEqualTo("没有账户\n");
        }
        assertThat(phone.run("list", "--lang", "en").succeeded().out()).isEqualTo("No accounts\n");
    }

    @Test
    void anotherLanguageIsNoneThatTheProgramSpeaks() {
        Phone phone = Phone.initialized(directory.resolve("home"));

        for (String lang : List.of("fr", "zh", "ZH-CN", "")) {
            phone.run("list", "--lang", lang).misused();
        }
        phone.run("list", "--lang").misused();
    }

    @Test
    void whoAskedTheRecoveryAccountIsToldInChinese() throws IOException {
        names.addAll(List.of("Work", "Bank"));
        Phone phone = Phone.initialized(directory.resolve("A"));
        String storage =
                Files.createDirectory(directory.resolve("cloud")).toUri().toString();
        String account = directory.resolve("account").toUri() + "?delay=PT72H";
        succeeds(phone, "enable", "--storage", storage, "--passphrase-env", "PW", "--recovery-account", account);
        Result asked = Chinese.run(
                new Phone(directory.resolve("B")),
                PASSWORDS,
                "recover",
                "--storage",
                storage,
                "--passphrase-env",
                "PW",
                "--recovery-account",
                account);
        assertThat(asked.code()).isEqualTo(1);
        Chinese.checkSentence(asked.err(), List.of());

        assertThat(succeeds(phone, "status")).contains("申请");
        assertThat(succeeds(phone, "veto")).contains("已反对：1");
        Result wrong = Chinese.run(
                phone,
                PASSWORDS,
                "enable",
                "--storage",
                storage,
                "--recovery-account",
                account + "!",
                "--generate-passphrase");
        assertThat(wrong.code()).isEqualTo(2);
        Chinese.checkSentence(wrong.err(), commandNames());
    }

    /** One for each thing that can be wrong with a storage's URI. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:relative",
                "webdav+https:host",
                "webdav+https://u:p@host/x",
                "webdav+https://host/a//b",
                "webdav+https://host/%%",
                "webdav+https://host/x?operator=",
                "webdav+https://host/x?a=b",
                "webdav+http://elsewhere.example/x",
                "s3:bucket",
                "s3://B",
                "s3://bucket/a//b",
                "s3://bucket?region=a b",
                "s3://bucket?operator=",
                "s3://bucket?endpoint=%%",
                "s3://bucket?endpoint=ftp://host",
                "s3://bucket?password=x",
                "jdbc:x",
                "jdbc:postgresql://host/database?x",
                "jdbc:postgresql://host/database?x=y",
                "jdbc:postgresql://host/database?owner=",
                "jdbc:postgresql://host/database?operator=",
                "jdbc:postgresql://host/database?sslmode=disable"
            })
    void whatIsWrongWithTheUriOfAStorageIsSaidInChinese(String uri) {
        Map<String, String> credentials = Map.of(
                WebDavScheme.USER,
                "u",
                WebDavScheme.PASSWORD,
                "p",
                S3Scheme.KEY,
                "k",
                S3Scheme.SECRET,
                "s",
                PostgresScheme.USER,
                "u",
                PostgresScheme.PASSWORD,
                "p");

        Result result = Chinese.run(new Phone(directory), credentials, "vaults", "--storage", uri);

        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(2);
        Chinese.checkSentence(result.err(), commandNames());
        assertThat(result.err()).doesNotContain("应为其他形式");
    }

    @Test
    void inJsonOnlySentencesAreInTheLanguageOfThePerson() {
        Phone phone = Phone.initialized(directory.resolve("home"));
        Result english = phone.json("backup").refusedFor("NOT_ENABLED");

        Result chinese = phone.json("backup", "--lang", "zh-CN");

        JsonMembers error = chinese.json("error");
        assertThat(Result.text(error, "reason")).isEqualTo("NOT_ENABLED");
        assertThat(Result.text(error, "message")).isEqualTo("此设备未开启备份。请用“enable”开启备份，或用“recover”恢复已有的备份。");
        assertThat(Result.text(english.json("error"), "message")).startsWith("Backup is off");
        assertThat(phone.json("status", "--lang", "zh-CN").texts("warnings", "message"))
                .allMatch(message -> message.matches("(?s).*\\p{IsHan}.*"));
    }

    @Test
    void aKitIsWrittenInTheLanguageOfThePersonAndOpensTheBackupInEither() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        for (String name : List.of("kit.txt", "kit.html")) {
            Path kit = directory.resolve(name);
            Chinese.run(
                            lost.phone(),
                            Map.of(),
                            "kit",
                            "--out",
                            kit.toString(),
                            "--kit-file",
                            lost.kit().toString())
                    .succeeded();

            assertThat(Files.readString(kit)).contains("恢复卡").doesNotContain("ecovery kit");
            lost.phone().run("kit", "--check", kit.toString()).succeeded();
        }
        assertThat(Files.readString(lost.kit())).doesNotContain("恢复卡");
    }
}
