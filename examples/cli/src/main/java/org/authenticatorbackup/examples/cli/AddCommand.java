package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.interchange.KeyUri;
import org.authenticatorbackup.core.interchange.KeyUriException;
import org.authenticatorbackup.core.interchange.ParsedAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Adds one account: by its otpauth URI, or by name with --push.",
            "Other users of the machine can see arguments: give a URI of real use as -, on standard input."
        })
final class AddCommand implements CliCommand {

    private static final int MAX_BYTES = 256 * 1024;

    @Parameters(arity = "0..1", paramLabel = "URI", description = "otpauth://..., or - to read it from standard input")
    @Nullable
    String uri;

    @Option(names = "--issuer", paramLabel = "NAME", description = "With --push: the provider.")
    @Nullable
    String issuer;

    @Option(names = "--name", paramLabel = "NAME", description = "With --push: the user name at the provider.")
    @Nullable
    String name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "third-party",
            description = "third-party (the default), personal or work-or-school.")
    String kind = "third-party";

    @Option(names = "--push", description = "An account that approves pushes with a key bound to this device.")
    boolean push;

    private final Device device;

    AddCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws CliException, DeviceStateException {
        AccountKind accountKind = kind();
        if (uri == null) {
            return add(pushCredential(), new AccountName(orEmpty(issuer), orEmpty(name)), accountKind);
        }
        if (push || issuer != null || name != null) {
            throw new UsageException("--issuer, --name and --push are for an account without a URI");
        }
        ParsedAccount parsed = parse("-".equals(uri) ? readUri() : uri);
        return add(parsed.credential(), parsed.name(), accountKind);
    }

    private Answer add(Credential credential, AccountName accountName, AccountKind accountKind)
            throws CliException, DeviceStateException {
        try (Home home = device.openHome()) {
            Account account = device.connect(home).backups().enroll(credential, accountName, accountKind);
            StoredAccounts stored = home.accounts().load();
            boolean isNew = !stored.has(account.id());
            if (isNew) {
                home.accounts().store(stored.plus(account));
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", account.id());
            json.put("alreadyPresent", !isNew);
            String verb = isNew ? "Added " : "Already there: ";
            return new Answer(
                    json, List.of(Columns.printable(verb + AccountView.title(account) + "  " + account.id())));
        }
    }

    private Credential pushCredential() {
        if (!push || issuer == null || name == null) {
            throw new UsageException("expected a URI, or --push with --issuer and --name");
        }
        return new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
    }

    private AccountKind kind() {
        try {
            return Words.parse(AccountKind.class, kind);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--kind is third-party, personal or work-or-school");
        }
    }

    private String readUri() throws CliException {
        try {
            return new String(device.terminal().in().readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, "standard input");
        }
    }

    private static ParsedAccount parse(String text) throws CliException {
        try {
            return KeyUri.parse(text);
        } catch (KeyUriException e) {
            throw new CliException(CliProblem.BAD_URI, e, Words.spoken(e.reason()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
