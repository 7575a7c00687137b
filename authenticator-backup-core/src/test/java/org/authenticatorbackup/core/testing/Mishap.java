package org.authenticatorbackup.core.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * Something that goes wrong at the n-th call that the library makes, to whichever of an app's parts. It also writes down
 * what was put where.
 */
public final class Mishap {

    /** What goes wrong. */
    public enum Kind {
        /** Nothing happens, and an error comes. */
        FAILS_BEFORE,
        /** It happens, and an error comes. */
        FAILS_AFTER,
        /** Half of an object arrives, and an error comes; every other call fails before. */
        TORN,
        /** A mistake in the app's part, before anything happens. */
        THROWS_BEFORE,
        /** A mistake in the app's part, after it happened. */
        THROWS_AFTER,
        /** It happens, and the thread is interrupted: so are all calls until somebody clears that. */
        INTERRUPTS
    }

    /** A mistake in the app's part. */
    public static final class Mistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mistake() {
            super("planned");
        }
    }

    private final Map<String, byte[]> put = new HashMap<>();
    private Kind kind = Kind.FAILS_BEFORE;
    private int callsLeft = Integer.MAX_VALUE;
    private Optional<String> struck = Optional.empty();

    /** Lets the n-th call from now on go wrong, counted from 1. */
    public void plan(Kind planned, int nth) {
        kind = planned;
        callsLeft = nth;
        struck = Optional.empty();
    }

    /** Nothing goes wrong any more. */
    public void end() {
        callsLeft = Integer.MAX_VALUE;
    }

    /** The call that went wrong, if it came to it. */
    public Optional<String> struck() {
        return struck;
    }

    /** Every object that was ever put, also in vain. */
    public Map<String, byte[]> everPut() {
        return put;
    }

    private interface Call<T, E extends Exception> {
        T make() throws E;
    }

    private interface Failure<E extends Exception> {
        E make();
    }

    private <T, E extends Exception> T pass(String name, Failure<E> failure, Call<T, E> call, Call<?, E> half)
            throws E {
        if (Thread.currentThread().isInterrupted()) {
            throw failure.make();
        }
        if (callsLeft == Integer.MAX_VALUE || --callsLeft != 0) {
            return call.make();
        }
        struck = Optional.of(name);
        callsLeft = Integer.MAX_VALUE;
        switch (kind) {
            case FAILS_BEFORE -> throw failure.make();
            case THROWS_BEFORE -> throw new Mistake();
            case TORN -> {
                half.make();
                throw failure.make();
            }
            default -> {
                T result = call.make();
                if (kind == Kind.FAILS_AFTER) {
                    throw failure.make();
                }
                if (kind == Kind.THROWS_AFTER) {
                    throw new Mistake();
                }
                Thread.currentThread().interrupt();
                return result;
            }
        }
    }

    private <T, E extends Exception> T pass(String name, Failure<E> failure, Call<T, E> call) throws E {
        return pass(name, failure, call, () -> null);
    }

    private static StorageException offline() {
        return new StorageException(StorageException.Reason.OFFLINE, "planned");
    }

    private static IOException failed() {
        return new IOException("planned");
    }

    /** A storage with this mishap. */
    public StorageProvider on(StorageProvider inner) {
        return new StorageProvider() {

            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                byte[] before = put.putIfAbsent(name.value(), content.clone());
                if (before != null && !Arrays.equals(before, content)) {
                    throw new AssertionError("other bytes under the name " + name);
                }
                pass("storage.put", Mishap::offline, () -> store(name, content), () -> store(name, half(content)));
            }

            private Optional<byte[]> store(ObjectName name, byte[] content) throws StorageException {
                inner.put(name, content);
                return Optional.empty();
            }

            @Override
            public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                return pass("storage.get", Mishap::offline, () -> inner.get(name, maxBytes));
            }

            @Override
            public Set<ObjectName> list(String prefix) throws StorageException {
                return pass("storage.list", Mishap::offline, () -> inner.list(prefix));
            }

            @Override
            public void delete(ObjectName name) throws StorageException {
                pass("storage.delete", Mishap::offline, () -> {
                    inner.delete(name);
                    return Optional.empty();
                });
            }

            @Override
            public StorageTraits traits() {
                return inner.traits();
            }
        };
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    /** A device state with this mishap. */
    public DeviceState on(DeviceState inner) {
        return new DeviceState() {

            @Override
            public Optional<byte[]> get(String key) throws IOException {
                return pass("state.get " + key, Mishap::failed, () -> inner.get(key));
            }

            @Override
            public void put(String key, byte[] document) throws IOException {
                pass("state.put " + key, Mishap::failed, () -> {
                    inner.put(key, document);
                    return Optional.empty();
                });
            }

            @Override
            public void delete(String key) throws IOException {
                pass("state.delete " + key, Mishap::failed, () -> {
                    inner.delete(key);
                    return Optional.empty();
                });
            }
        };
    }

    /** A store of accounts with this mishap. */
    public LocalAccounts on(LocalAccounts inner) {
        return new LocalAccounts() {

            @Override
            public VaultContents read() throws IOException {
                return pass("accounts.read", Mishap::failed, inner::read);
            }

            @Override
            public boolean replace(VaultContents expected, VaultContents next) throws IOException {
                return pass("accounts.replace", Mishap::failed, () -> inner.replace(expected, next));
            }
        };
    }

    /** A recovery account in memory with this mishap. {@code secrets} is what it keeps. */
    public RecoveryAccount account(Map<List<String>, byte[]> secrets) {
        return new RecoveryAccount() {

            @Override
            public String operator() {
                return "account.example";
            }

            @Override
            public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
                pass("account.put", Mishap::unreachable, () -> secrets.put(key(vault, slot), secret.clone()));
            }

            @Override
            public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
                return pass(
                        "account.get",
                        Mishap::unreachable,
                        () -> Optional.ofNullable(secrets.get(key(vault, slot))).map(byte[]::clone));
            }

            @Override
            public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
                pass("account.delete", Mishap::unreachable, () -> {
                    secrets.remove(key(vault, slot));
                    return Optional.empty();
                });
            }

            private List<String> key(VaultId vault, SlotId slot) {
                return List.of(vault.value(), slot.value());
            }
        };
    }

    private static RecoveryAccountException unreachable() {
        return new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned");
    }
}
