package org.authenticatorbackup.core.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** Counts the calls to everything outside, and lets the n-th one go wrong, whatever it is. */
public final class OutsideFaults {

    /** How a call goes wrong. */
    public enum Mode {
        /** Nothing happens, and the call fails. */
        BEFORE,
        /** It happens, and the call fails. */
        AFTER,
        /** Half of an object is stored, and the call fails; elsewhere like {@link #BEFORE}. */
        TORN,
        /** The process dies before the call: this one and all later ones fail. */
        DEAD
    }

    private int calls;
    private int failing;
    private Mode mode = Mode.BEFORE;

    /** Lets the n-th call from now on go wrong, counted from 1. */
    public void fail(int nth, Mode how) {
        calls = 0;
        failing = nth;
        mode = how;
    }

    public void stop() {
        failing = 0;
    }

    /** Whether the call that was to go wrong has come. */
    public boolean happened() {
        return calls >= failing;
    }

    private Optional<Mode> due() {
        calls++;
        if (failing == 0 || calls < failing) {
            return Optional.empty();
        }
        if (calls == failing) {
            return Optional.of(mode);
        }
        return mode == Mode.DEAD ? Optional.of(Mode.BEFORE) : Optional.empty();
    }

    private static boolean happens(Optional<Mode> due) {
        return !due.isPresent() || due.get() == Mode.AFTER;
    }

    private interface Call<T, E extends Exception> {
        T call() throws E;
    }

    private interface Failure<E extends Exception> {
        E make();
    }

    private <T, E extends Exception> T pass(Call<T, E> call, Failure<E> failure) throws E {
        Optional<Mode> due = due();
        if (due.isPresent()) {
            if (happens(due)) {
                call.call();
            }
            throw failure.make();
        }
        return call.call();
    }

    public StorageProvider around(StorageProvider inner) {
        return new StorageProvider() {

            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                Optional<Mode> due = due();
                if (due.filter(Mode.TORN::equals).isPresent()) {
                    inner.put(name, Arrays.copyOf(content, content.length / 2));
                } else if (happens(due)) {
                    inner.put(name, content);
                }
                if (due.isPresent()) {
                    throw offline();
                }
            }

            @Override
            public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                return pass(() -> inner.get(name, maxBytes), OutsideFaults::offline);
            }

            @Override
            public Set<ObjectName> list(String prefix) throws StorageException {
                return pass(() -> inner.list(prefix), OutsideFaults::offline);
            }

            @Override
            public void delete(ObjectName name) throws StorageException {
                pass(
                        () -> {
                            inner.delete(name);
                            return name;
                        },
                        OutsideFaults::offline);
            }

            @Override
            public StorageTraits traits() {
                return inner.traits();
            }
        };
    }

    public DeviceState around(DeviceState inner) {
        return new DeviceState() {

            @Override
            public Optional<byte[]> get(String key) throws IOException {
                return pass(() -> inner.get(key), () -> new IOException("planned"));
            }

            @Override
            public void put(String key, byte[] document) throws IOException {
                pass(
                        () -> {
                            inner.put(key, document);
                            return key;
                        },
                        () -> new IOException("planned"));
            }

            @Override
            public void delete(String key) throws IOException {
                pass(
                        () -> {
                            inner.delete(key);
                            return key;
                        },
                        () -> new IOException("planned"));
            }
        };
    }

    public RecoveryAccount around(RecoveryAccount inner) {
        return new RecoveryAccount() {

            @Override
            public String operator() {
                return inner.operator();
            }

            @Override
            public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
                pass(
                        () -> {
                            inner.putSecret(vault, slot, secret);
                            return slot;
                        },
                        OutsideFaults::noAnswer);
            }

            @Override
            public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
                return pass(() -> inner.getSecret(vault, slot), OutsideFaults::noAnswer);
            }

            @Override
            public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
                pass(
                        () -> {
                            inner.deleteSecret(vault, slot);
                            return slot;
                        },
                        OutsideFaults::noAnswer);
            }
        };
    }

    private static StorageException offline() {
        return new StorageException(StorageException.Reason.OFFLINE, "planned");
    }

    private static RecoveryAccountException noAnswer() {
        return new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned");
    }
}
