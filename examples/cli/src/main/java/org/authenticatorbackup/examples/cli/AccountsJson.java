package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.VaultContents;

/** The form of the accounts file. Every member of an account comes back as it was given. */
final class AccountsJson {

    private static final int VERSION = 1;

    private AccountsJson() {}

    static String encode(StoredAccounts stored) {
        VaultContents contents = stored.contents();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put(
                "accounts",
                contents.accounts().stream().map(AccountsJson::encode).toList());
        document.put(
                "trash", contents.trash().stream().map(AccountsJson::encode).toList());
        document.put(
                "groups",
                contents.groups().stream()
                        .map(g -> Json.object("id", g.id(), "name", g.name()))
                        .toList());
        document.put("settings", contents.settings());
        document.put("keysHere", stored.keysHere());
        return Json.format(document);
    }

    static StoredAccounts decode(byte[] utf8) throws IOException {
        JsonMembers document = Json.parse(utf8);
        if (document.number("version") != VERSION) {
            throw new IOException("unknown version");
        }
        try {
            return decode(document);
        } catch (IllegalArgumentException e) {
            throw new IOException("a value is out of range", e);
        }
    }

    private static StoredAccounts decode(JsonMembers document) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (JsonMembers group : document.objects("groups")) {
            groups.add(new Group(new GroupId(group.text("id")), group.text("name")));
        }
        Set<AccountId> keysHere = new LinkedHashSet<>();
        for (String id : document.texts("keysHere")) {
            keysHere.add(new AccountId(id));
        }
        VaultContents contents = new VaultContents(
                decodeAccounts(document.objects("accounts")),
                groups,
                document.object("settings").asTexts(),
                decodeAccounts(document.objects("trash")));
        return new StoredAccounts(contents, keysHere);
    }

    private static Map<String, Object> encode(Account account) {
        AccountLabel label = account.label();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id());
        json.put("credential", CredentialJson.encode(account.credential()));
        json.put("enrolledAs", encode(account.enrolledAs()));
        json.put("name", encode(label.name()));
        json.put("kind", Words.of(label.kind()));
        json.put("note", label.note());
        json.put("favourite", label.favourite());
        json.put("icon", label.icon().map(AccountsJson::encode));
        json.put("group", account.group());
        return json;
    }

    private static List<Account> decodeAccounts(List<JsonMembers> all) throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (JsonMembers json : all) {
            accounts.add(decodeAccount(json));
        }
        return accounts;
    }

    private static Account decodeAccount(JsonMembers json) throws IOException {
        AccountLabel label = new AccountLabel(
                decodeName(json.object("name")),
                Words.parse(AccountKind.class, json.text("kind")),
                json.text("note"),
                json.truth("favourite"),
                decodeIcon(json));
        return new Account(
                new AccountId(json.text("id")),
                CredentialJson.decode(json.object("credential")),
                decodeName(json.object("enrolledAs")),
                label,
                json.optionalText("group").map(GroupId::new));
    }

    private static Map<String, Object> encode(AccountName name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("issuer", name.issuer());
        json.put("name", name.name());
        return json;
    }

    private static AccountName decodeName(JsonMembers json) throws IOException {
        return new AccountName(json.text("issuer"), json.text("name"));
    }

    private static Map<String, Object> encode(Icon icon) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (icon instanceof Icon.Named named) {
            json.put("name", named.name());
        } else if (icon instanceof Icon.Image image) {
            json.put("mediaType", image.mediaType());
            json.put("content", Base64.getEncoder().encodeToString(image.content()));
        }
        return json;
    }

    private static Optional<Icon> decodeIcon(JsonMembers account) throws IOException {
        if (account.members().get("icon") instanceof Optional) {
            return Optional.empty();
        }
        JsonMembers json = account.object("icon");
        if (json.has("name")) {
            return Optional.of(new Icon.Named(json.text("name")));
        }
        byte[] content = Base64.getDecoder().decode(json.text("content"));
        return Optional.of(new Icon.Image(json.text("mediaType"), content));
    }
}
