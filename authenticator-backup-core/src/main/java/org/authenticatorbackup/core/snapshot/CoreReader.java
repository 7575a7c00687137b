package org.authenticatorbackup.core.snapshot;

import java.util.Locale;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.MembersBuilder;

/** Reads what {@link AccountCodec} writes: the members of an account that make up its core, in any order. */
final class CoreReader {

    private static final int CORE = AccountCodec.MEMBERS.indexOf(AccountCodec.CORE);

    /** By their place in {@link AccountCodec#MEMBERS}; empty if there is none. */
    private final String[] texts = new String[AccountCodec.MEMBERS.size()];

    private Optional<Json> core = Optional.empty();
    private final Once once = new Once();

    /** For the next account. */
    void reset() {
        core = Optional.empty();
        once.reset();
    }

    /** Reads a member that belongs to the core; of others it says that they do not. */
    boolean take(String name, JsonReader json) throws JsonException {
        int member = AccountCodec.MEMBERS.indexOf(name);
        if (member < 0) {
            return false;
        }
        once.at(member);
        if (member == CORE) {
            core = Optional.of(json.value());
        } else {
            texts[member] = json.string(name);
        }
        return true;
    }

    private boolean has(String name) {
        return once.had(AccountCodec.MEMBERS.indexOf(name));
    }

    private String text(String name) {
        return has(name) ? texts[AccountCodec.MEMBERS.indexOf(name)] : "";
    }

    /** The URI, if it decides. */
    Optional<String> uri() {
        return core.isPresent() || !has(AccountCodec.URI) ? Optional.empty() : Optional.of(text(AccountCodec.URI));
    }

    /** What was read: a dropped core if there was nothing. */
    AccountCore core() throws JsonException, CoreFormatException {
        Optional<AccountCore.Known> known;
        if (core.isPresent()) {
            known = full(Fields.of(core.get()));
        } else if (has(AccountCodec.URI)) {
            known = CoreUri.parse(text(AccountCodec.URI));
        } else if (has(AccountCodec.DEVICE_BOUND)) {
            known = deviceBound(text(AccountCodec.DEVICE_BOUND), name());
        } else if (has(AccountCodec.WITHHELD)) {
            String type = text(AccountCodec.WITHHELD);
            CoreFields.requireType(type);
            known = Optional.of(AccountCore.Known.of(new Credential.Withheld(type), name()));
        } else {
            return AccountCore.Dropped.DROPPED;
        }
        return known.isPresent() ? known.get() : opaque();
    }

    private AccountCore opaque() throws JsonException {
        MembersBuilder members = new MembersBuilder();
        for (String name : AccountCodec.MEMBERS) {
            if (has(name)) {
                members.put(name, name.equals(AccountCodec.CORE) ? core.get() : new Json.Text(text(name)));
            }
        }
        return new AccountCore.Opaque(members.build());
    }

    private AccountName name() {
        return new AccountName(text("issuer"), text("name"));
    }

    private static Optional<AccountCore.Known> full(Fields core) throws JsonException, CoreFormatException {
        CoreFields fields = new CoreFields(
                core.text("type"),
                core.text("secret"),
                core.text("algorithm"),
                digits(core, "digits"),
                digits(core, "period"),
                new AccountName(core.text("issuer"), core.text("name")));
        return fields.core()
                .map(known ->
                        new AccountCore.Known(known.credential(), known.enrolledAs(), Members.copyOf(core.rest())));
    }

    private static String digits(Fields core, String name) throws JsonException {
        return core.has(name) ? Long.toString(core.number(name)) : "";
    }

    private static Optional<AccountCore.Known> deviceBound(String word, AccountName name) throws CoreFormatException {
        CoreFields.requireType(word);
        for (Credential.DeviceBound.Binding binding : Credential.DeviceBound.Binding.values()) {
            if (binding.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(AccountCore.Known.of(new Credential.DeviceBound(binding), name));
            }
        }
        return Optional.empty();
    }
}
