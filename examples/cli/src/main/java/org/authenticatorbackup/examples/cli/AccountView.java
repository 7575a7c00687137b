package org.authenticatorbackup.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.DeviceBound;
import org.authenticatorbackup.api.account.Credential.Withheld;

/** Accounts as answers show them. */
final class AccountView {

    private AccountView() {}

    /** Id and names, the least that an answer holds of an account. */
    static Map<String, Object> json(Account account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id());
        json.put("issuer", account.label().name().issuer());
        json.put("name", account.label().name().name());
        return json;
    }

    static List<Map<String, Object>> json(List<Account> accounts) {
        return accounts.stream().map(AccountView::json).toList();
    }

    /** Issuer and name in one text, for people. */
    static String title(AccountName name) {
        return name.issuer().isEmpty() ? name.name() : name.issuer() + " (" + name.name() + ")";
    }

    static String title(Account account) {
        return title(account.label().name());
    }

    /** The type of a credential, for people. */
    static Object typeTold(Credential credential) {
        return credential instanceof DeviceBound bound ? Words.told("binding", bound.binding()) : type(credential);
    }

    static String type(Credential credential) {
        if (credential instanceof Withheld withheld) {
            return withheld.type();
        }
        if (credential instanceof Credential.DeviceUnique unique) {
            return type(unique.own());
        }
        if (credential instanceof DeviceBound bound) {
            return Words.of(bound.binding());
        }
        if (credential instanceof CounterBased) {
            return "hotp";
        }
        return credential instanceof Credential.Steam ? "steam" : "totp";
    }
}
