package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Opens stored objects with the identity, behind the library's back; each array once. */
final class StoredContents {

    private final VaultIdentity identity;
    private final IdentityHashMap<byte[], Optional<Contents>> opened = new IdentityHashMap<>();

    StoredContents(VaultIdentity identity) {
        this.identity = identity;
    }

    /** The contents, if it is an intact snapshot. */
    Optional<Contents> open(ObjectName name, byte[] content) {
        return opened.computeIfAbsent(
                content,
                key -> VaultObject.parse(name)
                        .filter(VaultObject.SnapshotObject.class::isInstance)
                        .flatMap(object -> openSnapshot((VaultObject.SnapshotObject) object, content)));
    }

    private Optional<Contents> openSnapshot(VaultObject.SnapshotObject object, byte[] content) {
        Sender sender = new Sender(
                object.vault().value(),
                object.snapshot().device().value(),
                object.snapshot().sequence());
        try {
            return Optional.of(SnapshotCodec.decode(identity.openSnapshot(content, sender))
                    .snapshot()
                    .contents());
        } catch (ObjectRejectedException | SnapshotFormatException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All intact contents under some names. */
    List<Contents> in(Map<ObjectName, byte[]> objects) {
        List<Contents> contents = new ArrayList<>();
        objects.forEach((name, content) -> open(name, content).ifPresent(contents::add));
        return contents;
    }

    /** All intact contents that a phone could read. */
    List<Contents> at(Phone phone) {
        List<Contents> contents = new ArrayList<>();
        phone.views().forEach(view -> contents.addAll(in(view.objects())));
        return contents;
    }

    /** All intact contents that anybody has, and those that were deleted or overwritten by somebody. */
    List<Contents> everIn(Cloud cloud) {
        List<Contents> contents = new ArrayList<>();
        for (Cloud.View view : cloud.everything()) {
            contents.addAll(in(view.objects()));
        }
        cloud.removed().forEach(each -> open(each.getKey(), each.getValue()).ifPresent(contents::add));
        return contents;
    }

    /** Whether some state was ever stored, by whatever process. */
    boolean wasEverIn(Cloud cloud, VaultContents state) {
        return cloud.everPut().entrySet().stream()
                .anyMatch(object -> open(object.getValue(), object.getKey())
                        .filter(contents -> Ledger.holds(LocalView.view(contents), state))
                        .isPresent());
    }

    /** Whether an account was ever stored with its secret, by whatever process. */
    boolean wasEverIn(Cloud cloud, AccountId account) {
        return cloud.everPut().entrySet().stream()
                .anyMatch(object -> open(object.getValue(), object.getKey())
                        .map(contents -> contents.accounts().get(account))
                        .filter(record -> record.core() != AccountCore.Dropped.DROPPED)
                        .isPresent());
    }

    boolean anyIn(Collection<Cloud.View> views) {
        return views.stream().anyMatch(view -> !in(view.objects()).isEmpty());
    }
}
