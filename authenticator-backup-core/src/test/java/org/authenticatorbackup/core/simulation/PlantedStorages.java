package org.authenticatorbackup.core.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.ForwardingStorage;

/** Bugs of a library that can be planted between it and its storage: with one of these it behaves as if it had the bug. */
final class PlantedStorages {

    private PlantedStorages() {}

    private static boolean isSnapshot(ObjectName name) {
        return name.value().contains("/snap/");
    }

    private static String lane(ObjectName name) {
        return name.value().substring(0, name.value().lastIndexOf('/'));
    }

    private static String number(ObjectName name) {
        return name.value().substring(name.value().lastIndexOf('/') + 1);
    }

    private static final Comparator<ObjectName> NEWEST_FIRST =
            Comparator.comparing(PlantedStorages::number).reversed();

    /** Reads the newest snapshot of each lane and no other. */
    static StorageProvider newestOnly(StorageProvider storage) {
        return new ForwardingStorage(storage) {
            @Override
            public Set<ObjectName> list(String prefix) throws StorageException {
                Map<String, ObjectName> newest = new HashMap<>();
                Set<ObjectName> names = new HashSet<>();
                for (ObjectName name : inner.list(prefix)) {
                    if (isSnapshot(name)) {
                        newest.merge(
                                lane(name), name, (one, other) -> NEWEST_FIRST.compare(one, other) < 0 ? one : other);
                    } else {
                        names.add(name);
                    }
                }
                names.addAll(newest.values());
                return names;
            }
        };
    }

    /** Deletes all but two snapshots after each put, whatever is in them. */
    static StorageProvider prunesWithoutDomination(StorageProvider storage) {
        return new ForwardingStorage(storage) {
            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                inner.put(name, content);
                prune(
                        inner,
                        inner.list("").stream()
                                .filter(each -> isSnapshot(each) && !each.equals(name))
                                .toList(),
                        1);
            }
        };
    }

    /** Deletes what is older in the lane as soon as an object is put, though that one may be torn. */
    static StorageProvider countsTheUnreadable(StorageProvider storage) {
        return new ForwardingStorage(storage) {
            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                inner.put(name, content);
                prune(
                        inner,
                        inner.list("").stream()
                                .filter(each -> isSnapshot(each) && lane(each).equals(lane(name)) && !each.equals(name))
                                .toList(),
                        0);
            }
        };
    }

    private static void prune(StorageProvider storage, List<ObjectName> names, int kept) throws StorageException {
        for (ObjectName name : names.stream().sorted(NEWEST_FIRST).skip(kept).toList()) {
            storage.delete(name);
        }
    }

    /** Believes what it has put. */
    static StorageProvider acknowledgesBeforeReadingBack(StorageProvider storage) {
        return new Believing(storage) {
            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                inner.put(name, content);
                believe(name, content);
            }
        };
    }

    /** Believes what it has tried to put. */
    static StorageProvider acknowledgesAfterAnException(StorageProvider storage) {
        return new Believing(storage) {
            @Override
            public void put(ObjectName name, byte[] content) {
                believe(name, content);
                try {
                    inner.put(name, content);
                } catch (StorageException e) {
                    return; // the bug
                }
            }
        };
    }

    /** Takes anything that is there under the name for the copy, torn or not. */
    static StorageProvider takesTheTornForACopy(StorageProvider storage) {
        return new Believing(storage) {
            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                believe(name, content);
                inner.put(name, content);
            }

            @Override
            public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                Optional<byte[]> found = inner.get(name, maxBytes);
                return found.isPresent() ? super.get(name, maxBytes) : found;
            }
        };
    }

    private abstract static class Believing extends ForwardingStorage {

        private final Map<ObjectName, byte[]> believed = new HashMap<>();

        Believing(StorageProvider inner) {
            super(inner);
        }

        void believe(ObjectName name, byte[] content) {
            believed.put(name, content.clone());
        }

        @Override
        public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
            byte[] content = believed.get(name);
            return content == null ? inner.get(name, maxBytes) : Optional.of(content.clone());
        }
    }

    /** Takes a listing that failed for an empty one. */
    static StorageProvider takesAFailedListingForAnEmptyOne(StorageProvider storage) {
        return new ForwardingStorage(storage) {
            @Override
            public Set<ObjectName> list(String prefix) {
                try {
                    return inner.list(prefix);
                } catch (StorageException e) {
                    return Set.of(); // the bug
                }
            }
        };
    }

    /** Gives a snapshot no name of its own, so that a clone's replaces it. */
    static StorageProvider overwritesNames(StorageProvider storage) {
        return new ForwardingStorage(storage) {
            @Override
            public void put(ObjectName name, byte[] content) throws StorageException {
                inner.delete(plain(name));
                inner.put(plain(name), content);
            }

            @Override
            public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
                return inner.get(plain(name), maxBytes);
            }

            private ObjectName plain(ObjectName name) {
                return new ObjectName(
                        name.value().replaceAll("(/snap/.*-)[0-9a-f]{16}\\.age$", "$10000000000000000.age"));
            }
        };
    }
}
