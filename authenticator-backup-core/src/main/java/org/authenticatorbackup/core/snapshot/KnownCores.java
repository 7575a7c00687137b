package org.authenticatorbackup.core.snapshot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountCore;

/**
 * Cores that were read from the snapshots of one vault, each from its URI and vouched for by its id: nearly every snapshot has the
 * same ones again. Holds secrets as long as it lives, as what was read does. Not safe for use by several threads.
 */
public final class KnownCores {

    /** So many characters of URIs are kept, twice what a full vault has: nobody shall fill the heap with longer ones. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final Map<AccountId, Known> cores = new HashMap<>();
    private int characters;
    private byte[] idKey = {};

    private record Known(String uri, AccountCore.Known core) {

        @Override
        public String toString() {
            return "Known[hidden]";
        }
    }

    /** Knows nothing yet. */
    public KnownCores() {}

    /** The core that this URI was read as, under this id. */
    Optional<AccountCore.Known> read(AccountId id, String uri) {
        Known known = cores.get(id);
        return known != null && known.uri.equals(uri) ? Optional.of(known.core) : Optional.empty();
    }

    /** Whether there is room for this URI, which is taken up then; what is not kept is read again each time. */
    boolean hasRoomFor(String uri) {
        boolean fits = uri.length() <= MOST_CHARACTERS - characters;
        characters += fits ? uri.length() : 0;
        return fits;
    }

    /** Whether the id was found to be that of this very core, under this key. */
    @SuppressWarnings("ReferenceEquality") // an equal one may have been read from elsewhere
    boolean vouchesFor(AccountCore.Known core, AccountId id, byte[] key) {
        Known known = cores.get(id);
        return known != null && known.core == core && Arrays.equals(key, idKey);
    }

    /** Remembers a core whose id was found to be its own; those of another key are forgotten. */
    void add(AccountId id, String uri, AccountCore.Known core, byte[] key) {
        if (!Arrays.equals(key, idKey)) {
            cores.clear();
            idKey = key.clone();
        }
        cores.put(id, new Known(uri, core));
    }

    /** Shows nothing of them. */
    @Override
    public String toString() {
        return "KnownCores[" + cores.size() + " cores]";
    }
}
