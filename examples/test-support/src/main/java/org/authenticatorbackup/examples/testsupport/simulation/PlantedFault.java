package org.authenticatorbackup.examples.testsupport.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** What an adapter could do wrong, and the property by which it must be found. */
enum PlantedFault {

    /** Acknowledges without storing, and answers from its memory. */
    STORES_NOTHING("P15") {
        @Override
        UnaryOperator<StorageProvider> wiring() {
            return storage -> new Passing(storage) {
                private final Map<ObjectName, byte[]> believed = new ConcurrentHashMap<>();

                @Override
                public void put(ObjectName name, byte[] content) {
                    believed.put(name, content.clone());
                }

                @Override
                public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                    byte[] content = believed.get(name);
                    return content == null ? inner.get(name, maxBytes) : Optional.of(content.clone());
                }
            };
        }
    },

    /** Takes a put without an answer for one that was carried out, and believes that it is there. */
    TURNS_THE_UNKNOWN_INTO_A_SUCCESS("P15") {
        @Override
        UnaryOperator<StorageProvider> wiring() {
            return storage -> new Passing(storage) {
                private final Map<ObjectName, byte[]> believed = new ConcurrentHashMap<>();

                @Override
                public void put(ObjectName name, byte[] content) {
                    try {
                        inner.put(name, content);
                    } catch (StorageException e) {
                        believed.put(name, content.clone());
                    }
                }

                @Override
                public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                    byte[] content = believed.get(name);
                    return content == null ? inner.get(name, maxBytes) : Optional.of(content.clone());
                }
            };
        }
    },

    /** Takes a put without an answer for a refusal that lasts. */
    REMEMBERS_FAILURES("P14") {
        @Override
        UnaryOperator<StorageProvider> wiring() {
            Set<String> lanes = ConcurrentHashMap.newKeySet();
            return storage -> new Passing(storage) {
                @Override
                public void put(ObjectName name, byte[] content) throws StorageException {
                    String lane = name.value().substring(0, name.value().lastIndexOf('/'));
                    if (lanes.contains(lane)) {
                        throw new StorageException(StorageException.Reason.OFFLINE, "it failed before");
                    }
                    try {
                        inner.put(name, content);
                    } catch (StorageException e) {
                        lanes.add(lane);
                        throw e;
                    }
                }
            };
        }
    },

    /** Lists what was there when somebody first asked. */
    LISTS_WHAT_WAS_THERE_ONCE("P18") {
        @Override
        UnaryOperator<StorageProvider> wiring() {
            Map<String, Set<ObjectName>> cached = new ConcurrentHashMap<>();
            return storage -> new Passing(storage) {
                @Override
                public Set<ObjectName> list(String prefix) throws StorageException {
                    Set<ObjectName> known = cached.get(prefix);
                    if (known == null) {
                        known = inner.list(prefix);
                        cached.put(prefix, known);
                    }
                    return known;
                }
            };
        }
    },

    /** Makes room by deleting the snapshots that are there. */
    KEEPS_THE_NEWEST_OBJECT("P18") {
        @Override
        UnaryOperator<StorageProvider> wiring() {
            return storage -> new Passing(storage) {
                @Override
                public void put(ObjectName name, byte[] content) throws StorageException {
                    inner.put(name, content);
                    for (ObjectName each : inner.list("")) {
                        if (each.value().contains("/snap/") && !each.equals(name)) {
                            inner.delete(each);
                        }
                    }
                }
            };
        }
    };

    private final String property;

    PlantedFault(String property) {
        this.property = property;
    }

    /** By which it must be found. */
    String property() {
        return property;
    }

    /** Puts the fault between phones and their adapters, with a memory that they share. */
    abstract UnaryOperator<StorageProvider> wiring();

    /** Passes all calls on. */
    private abstract static class Passing implements StorageProvider {

        final StorageProvider inner;

        Passing(StorageProvider inner) {
            this.inner = inner;
        }

        @Override
        public void put(ObjectName name, byte[] content) throws StorageException {
            inner.put(name, content);
        }

        @Override
        public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
            return inner.get(name, maxBytes);
        }

        @Override
        public Set<ObjectName> list(String prefix) throws StorageException {
            return inner.list(prefix);
        }

        @Override
        public void delete(ObjectName name) throws StorageException {
            inner.delete(name);
        }

        @Override
        public StorageTraits traits() {
            return inner.traits();
        }
    }
}
