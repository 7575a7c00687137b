package org.authenticatorbackup.crypto.vault;

import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.FileKey;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.Stanza;

/** The checks that a stored snapshot passes, in the order of the format, before anything of it is released. */
final class SnapshotReader {

    private final VaultSuite suite;
    private final SenderTag expected;

    SnapshotReader(VaultSuite suite, SenderTag expected) {
        this.suite = suite;
        this.expected = expected;
    }

    byte[] open(byte[] object, Identity identity) throws ObjectRejectedException {
        try {
            AgeFile file = StoredObjects.parse(object);
            Stanza sender = requireStanzas(file.stanzas());
            try (FileKey fileKey = file.unwrap(identity)) {
                expected.requireMatch(sender, fileKey);
                return unpad(file.decrypt(fileKey));
            }
        } catch (AgeException e) {
            throw StoredObjects.rejected(e);
        }
    }

    private Stanza requireStanzas(List<Stanza> stanzas) throws ObjectRejectedException {
        if (stanzas.size() != 2
                || !stanzas.get(0).type().equals(suite.stanzaType())
                || !SenderTag.hasForm(stanzas.get(1))) {
            throw new ObjectRejectedException(
                    ObjectRejectedException.Reason.UNEXPECTED_STANZAS,
                    "a snapshot has one " + suite.stanzaType() + " and one sender stanza");
        }
        return stanzas.get(1);
    }

    private static byte[] unpad(byte[] padded) throws ObjectRejectedException {
        try {
            return Padding.unpad(padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }
}
