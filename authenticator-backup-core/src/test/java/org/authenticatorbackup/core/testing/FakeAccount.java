package org.authenticatorbackup.core.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;

/** A recovery account that keeps its secrets in memory. */
public final class FakeAccount implements RecoveryAccount {

    /** The secrets, by {@code <vaultId>/<slotId>}. */
    public final Map<String, byte[]> secrets = new HashMap<>();

    public Optional<RecoveryAccountException> failure = Optional.empty();

    private final String operator;

    private FakeAccount(String operator) {
        this.operator = operator;
    }

    public static FakeAccount of(String operator) {
        return new FakeAccount(operator);
    }

    @Override
    public String operator() {
        return operator;
    }

    @Override
    public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        fail();
        secrets.put(vault + "/" + slot, secret.clone());
    }

    @Override
    public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        fail();
        return Optional.ofNullable(secrets.get(vault + "/" + slot)).map(byte[]::clone);
    }

    @Override
    public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        fail();
        secrets.remove(vault + "/" + slot);
    }

    private void fail() throws RecoveryAccountException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
