package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

@Command
final class AddCommand implements CliCommand {

    private static final int MAX_BYTES = 256 * 1024;

    @Parameters(arity = "0..1", paramLabel = "URI", descriptionKey = "uri")
    @Nullable
    String uri;

    @Option(names = "--issuer", paramLabel = "${bundle:label.name}")
    @Nullable
    String issuer;

    @Option(names = "--name", paramLabel = "${bundle:label.name}")
    @Nullable
    String name;

    @Option(names = "--kind", paramLabel = "${bundle:label.kind}", defaultValue = "third-party")
    String kind = "third-party";

    @Option(names = "--push")
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
            throw new UsageException("wrong.add_both");
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
            String key = isNew ? "said.account_added" : "said.account_there";
            return Answer.of(json, Phrase.of(key, AccountView.title(account), account.id()));
        }
    }

    private Credential pushCredential() {
        if (!push || issuer == null || name == null) {
            throw new UsageException("wrong.add");
        }
        return new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
    }

    private AccountKind kind() {
        try {
            return Words.parse(AccountKind.class, kind);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.kind");
        }
    }

    private String readUri() throws CliException {
        try {
            return new String(device.terminal().in().readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, Phrase.of("word.standard_input"));
        }
    }

    private static ParsedAccount parse(String text) throws CliException {
        try {
            return KeyUri.parse(text);
        } catch (KeyUriException e) {
            throw new CliException(CliProblem.BAD_URI, e, Words.told("entry", e.reason()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
