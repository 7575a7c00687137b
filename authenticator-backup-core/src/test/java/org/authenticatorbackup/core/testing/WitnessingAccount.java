package org.authenticatorbackup.core.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.WitnessKeeper;

/** A recovery account that keeps secrets and witnesses in memory. */
public final class WitnessingAccount implements RecoveryAccount, WitnessKeeper {

    /** The witnesses, by {@code <vaultId>/<deviceId>}. */
    public final Map<String, String> witnesses = new HashMap<>();

    public final FakeAccount secrets = FakeAccount.of("account.example");
    public Optional<RecoveryAccountException> failure = Optional.empty();

    /** Runs before each replacement. */
    public Runnable beforeReplace = () -> {};

    @Override
    public String operator() {
        return secrets.operator();
    }

    @Override
    public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        secrets.putSecret(vault, slot, secret);
    }

    @Override
    public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        return secrets.getSecret(vault, slot);
    }

    @Override
    public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        secrets.deleteSecret(vault, slot);
    }

    @Override
    public Map<DeviceId, String> witnesses(VaultId vault) throws RecoveryAccountException {
        fail();
        Map<DeviceId, String> found = new HashMap<>();
        witnesses.forEach((key, text) -> {
            if (key.startsWith(vault + "/")) {
                found.put(new DeviceId(key.substring(key.indexOf('/') + 1)), text);
            }
        });
        return found;
    }

    @Override
    public boolean replaceWitness(VaultId vault, DeviceId device, Optional<String> expected, String next)
            throws RecoveryAccountException {
        beforeReplace.run();
        fail();
        String key = vault + "/" + device;
        if (!Objects.equals(witnesses.get(key), expected.orElse(null))) {
            return false;
        }
        witnesses.put(key, next);
        return true;
    }

    @Override
    public void deleteWitnesses(VaultId vault) throws RecoveryAccountException {
        fail();
        witnesses.keySet().removeIf(key -> key.startsWith(vault + "/"));
    }

    private void fail() throws RecoveryAccountException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
