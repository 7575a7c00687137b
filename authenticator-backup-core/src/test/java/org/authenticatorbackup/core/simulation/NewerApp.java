package org.authenticatorbackup.core.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** A phone whose app writes members and types of accounts that this library does not know. */
final class NewerApp {

    private NewerApp() {}

    /** Puts a snapshot that holds some contents and news. */
    static void backUp(Cloud cloud, Cloud.View view, Contents contents, SplittableRandom random) {
        DeviceId device = new DeviceId(String.format("%032x", 1 + random.nextInt(1_000)));
        SnapshotId snapshot = new SnapshotId(device, 1 + random.nextInt(1_000_000));
        String vault = Lab.instance().vault().value();
        byte[] json = SnapshotCodec.encode(new Snapshot(
                vault,
                device.value(),
                snapshot.sequence(),
                Instant.EPOCH,
                "org.example.newer/9.0",
                "test",
                withNews(contents, random),
                new TreeMap<>()));
        ObjectName name =
                VaultObject.snapshotName(Lab.instance().vault(), snapshot, String.format("%016x", random.nextLong()));
        try (WriteCapability capability = Lab.instance().identity().writeCapability(device.value());
                SealedSnapshot sealed =
                        capability.seal(snapshot.sequence(), json, new SeededRandom(random.nextLong()))) {
            cloud.put(view, name, sealed.bytes());
        }
    }

    private static Contents withNews(Contents contents, SplittableRandom random) {
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>(contents.accounts());
        accounts.replaceAll((id, account) -> random.nextInt(3) > 0 ? account : withNews(account, random));
        accounts.merge(new AccountId(String.format("%032x", random.nextInt(3))), newType(random), AccountRecord::join);
        return Contents.of(
                contents.idKey(), accounts, contents.groups(), contents.settings(), news(contents.unknown(), random));
    }

    private static AccountRecord withNews(AccountRecord account, SplittableRandom random) {
        Register label = account.label();
        Stamp later = new Stamp(label.stamp().milliseconds(), label.stamp().logical() + 1, random.nextLong());
        return new AccountRecord(
                account.core(),
                new Register(label.shape(), later, news(label.value(), random)),
                account.place(),
                account.counter(),
                account.visibility(),
                account.purged(),
                news(account.unknown(), random));
    }

    private static SortedMap<String, Json> news(SortedMap<String, Json> members, SplittableRandom random) {
        SortedMap<String, Json> more = new TreeMap<>(members);
        more.put("news-" + random.nextInt(3), new Json.Text("value " + random.nextInt(3)));
        return Members.copyOf(more);
    }

    private static AccountRecord newType(SplittableRandom random) {
        AccountCore core =
                new AccountCore.Opaque(new TreeMap<>(Map.of("uri", new Json.Text("otpauth://motp/a?secret=AA"))));
        Tag tag = new Tag(random.nextLong(), random.nextLong());
        Visibility visible = Visibility.of(Set.of(tag), Set.of());
        AccountRecord account = AccountRecord.of(core);
        return new AccountRecord(
                core, account.label(), account.place(), 0, visible, account.purged(), account.unknown());
    }
}
