package org.authenticatorbackup.core.history;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;

/** Labels of accounts as members of a register, and back. */
final class Labels {

    private static final String KIND = "kind";
    private static final String ISSUER = "issuer";
    private static final String NAME = "name";
    private static final String FAVOURITE = "favourite";
    private static final String NOTE = "note";
    private static final String ICON = "icon";
    private static final int MAX_ICON_NAME = 128;

    private Labels() {}

    /** What the app shows; an account whose label lost its names is shown as it was enrolled. */
    static AccountLabel viewOf(AccountRecord account, AccountName enrolledAs) {
        SortedMap<String, Json> value = account.label().value();
        AccountName name = new AccountName(text(value, ISSUER), text(value, NAME));
        boolean lost = account.purged() == AccountRecord.Purge.PURGED || !value.containsKey(KIND);
        return new AccountLabel(
                lost && name.equals(new AccountName("", "")) ? enrolledAs : name,
                kindOf(value),
                text(value, NOTE),
                value.get(FAVOURITE) == Json.Word.TRUE,
                iconOf(value));
    }

    /** The members of a label that replaces {@code before} and keeps what this version does not know of it. */
    static SortedMap<String, Json> membersOf(AccountLabel label, SortedMap<String, Json> before) {
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        members.putAll(before);
        if (!before.containsKey(KIND) || kindOf(before) != label.kind()) {
            members.put(KIND, new Json.Text(kindText(label.kind())));
        }
        putText(members, ISSUER, label.name().issuer());
        putText(members, NAME, label.name().name());
        putText(members, NOTE, label.note());
        members.remove(FAVOURITE);
        if (label.favourite()) {
            members.put(FAVOURITE, Json.Word.TRUE);
        }
        if (!iconOf(before).equals(label.icon())) {
            members.remove(ICON);
            label.icon().ifPresent(icon -> members.put(ICON, iconJson(icon)));
        }
        return Members.copyOf(members);
    }

    /** What a purge leaves of a label: how much of the account may be backed up, should it come back. */
    static SortedMap<String, Json> purged(SortedMap<String, Json> before) {
        Json kind = before.get(KIND);
        return kind == null ? Members.none() : Members.copyOf(Map.of(KIND, kind));
    }

    static String text(SortedMap<String, Json> members, String name) {
        return members.get(name) instanceof Json.Text text ? text.value() : "";
    }

    static void putText(SortedMap<String, Json> members, String name, String text) {
        if (text.isEmpty()) {
            members.remove(name);
        } else {
            members.put(name, new Json.Text(text));
        }
    }

    private static AccountKind kindOf(SortedMap<String, Json> members) {
        return switch (text(members, KIND)) {
            case "personal" -> AccountKind.PERSONAL;
            case "work-or-school" -> AccountKind.WORK_OR_SCHOOL;
            default -> AccountKind.THIRD_PARTY;
        };
    }

    private static String kindText(AccountKind kind) {
        return switch (kind) {
            case THIRD_PARTY -> "third-party";
            case PERSONAL -> "personal";
            case WORK_OR_SCHOOL -> "work-or-school";
        };
    }

    private static Optional<Icon> iconOf(SortedMap<String, Json> members) {
        Json json = members.get(ICON);
        try {
            if (json instanceof Json.Text name && name.value().length() <= MAX_ICON_NAME) {
                return Optional.of(new Icon.Named(name.value()));
            }
            return json instanceof Json.Obj image
                    ? Optional.of(new Icon.Image(
                            text(image.members(), "type"), Base64.getDecoder().decode(text(image.members(), "data"))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a form that only a newer version shows
        }
    }

    private static Json iconJson(Icon icon) {
        if (icon instanceof Icon.Image image) {
            String data = Base64.getEncoder().withoutPadding().encodeToString(image.content());
            return Json.Obj.of(Map.of("type", new Json.Text(image.mediaType()), "data", new Json.Text(data)));
        }
        return new Json.Text(((Icon.Named) icon).name());
    }
}
