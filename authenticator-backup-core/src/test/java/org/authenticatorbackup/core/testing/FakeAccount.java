package org.authenticatorbackup.core.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.VaultDirectory;

/** A recovery account that keeps its secrets in memory, and tells for which vaults. */
public final class FakeAccount implements RecoveryAccount, VaultDirectory {

    /** The secrets, by {@code <vaultId>/<slotId>}. */
    public final Map<String, byte[]> secrets = new HashMap<>();

    public Optional<RecoveryAccountException> failure = Optional.empty();

    private final String operator;

    private FakeAccount(String operator) {
        this.operator = operator;
    }

    /** The account fails from now on, or no more. */
    public void failing(RecoveryAccountException.Reason reason) {
        failure = Optional.of(new RecoveryAccountException(reason, "planned"));
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

    @Override
    public Set<VaultId> vaults() throws RecoveryAccountException {
        fail();
        return secrets.keySet().stream()
                .map(key -> new VaultId(key.substring(0, key.indexOf('/'))))
                .collect(Collectors.toSet());
    }

    private void fail() throws RecoveryAccountException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
