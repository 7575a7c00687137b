package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.spi.CredentialIssuer;

/** The keys of a home, which stand for those in a platform's key store, and the provider that makes more, if one is connected. */
final class HomeIssuer implements CredentialIssuer {

    private final AccountsFile accounts;
    private final Optional<FileProvider> provider;

    HomeIssuer(AccountsFile accounts, Optional<FileProvider> provider) {
        this.accounts = accounts;
        this.provider = provider;
    }

    @Override
    public boolean holdsKey(Account account) throws IOException {
        try {
            return accounts.load().keysHere().contains(account.id());
        } catch (DeviceStateException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean issuesPerDevice(Account account) {
        return provider.isPresent();
    }

    @Override
    public Credential issue(Account account, String request, Optional<Secret> grant) throws VerificationException {
        FileProvider connected =
                provider.orElseThrow(() -> new VerificationException(Reason.NO_VERIFIER, "no provider is connected"));
        if (!(account.credential() instanceof Credential.DeviceBound)) {
            return connected.issue(request);
        }
        try {
            accounts.store(accounts.load().withKeyOf(account.id()));
        } catch (DeviceStateException e) {
            throw new VerificationException(Reason.BROKEN, "the key was not kept", List.of(), e);
        }
        return account.credential();
    }
}
