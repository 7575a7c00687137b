package org.authenticatorbackup.core.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.json.Members;

/** Bugs of a merge. Each is given both sides and what the library makes of them. */
enum PlantedJoins {

    /** An account is what it is called, and whoever wrote last decides on its secret. */
    LAST_WRITER_WINS_ON_CORES {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            Map<AccountName, AccountId> winners = new HashMap<>();
            joined.accounts()
                    .forEach((id, account) -> account.core()
                            .known()
                            .ifPresent(core -> winners.merge(
                                    core.enrolledAs(),
                                    id,
                                    (left, right) -> isLater(joined, left, right) ? left : right)));
            TreeMap<AccountId, AccountRecord> accounts = new TreeMap<>(joined.accounts());
            accounts.entrySet()
                    .removeIf(entry -> entry.getValue()
                            .core()
                            .known()
                            .filter(core -> !entry.getKey().equals(winners.get(core.enrolledAs())))
                            .isPresent());
            return with(joined, accounts);
        }

        private boolean isLater(Contents joined, AccountId left, AccountId right) {
            Register one = joined.accounts().get(left).label();
            return one.stamp().compareTo(joined.accounts().get(right).label().stamp()) >= 0;
        }
    },

    /** The counter comes from the side whose label is newer. */
    LAST_WRITER_WINS_ON_COUNTERS {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(joined, (id, account) -> {
                AccountRecord left = one.accounts().get(id);
                AccountRecord right = other.accounts().get(id);
                if (left == null || right == null) {
                    return account;
                }
                boolean isLeft = left.label().stamp().compareTo(right.label().stamp()) > 0;
                return counting(account, isLeft ? left.counter() : right.counter());
            });
        }
    },

    /** What is in the trash is no longer remembered as deleted. */
    EXPIRING_TOMBSTONES {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(joined, (id, account) -> account.isVisible() ? account : visible(account, Visibility.NONE));
        }
    },

    /** Who empties the trash is right, whatever others did meanwhile. */
    PURGE_BEATS_EDIT {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(
                    joined,
                    (id, account) -> account.purged() == AccountRecord.Purge.PURGED
                            ? visible(account, covered(account.visibility()))
                            : account);
        }
    },

    /** What the other side lacks was deleted there. */
    DELETION_BY_ABSENCE {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(
                    joined,
                    (id, account) -> other.accounts().containsKey(id)
                            ? account
                            : visible(account, covered(account.visibility())));
        }
    },

    /** A deletion covers what the deleter had not seen. */
    DELETION_BEATS_EDIT {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(
                    joined,
                    (id, account) -> isDeleted(one, id) || isDeleted(other, id)
                            ? visible(account, covered(account.visibility()))
                            : account);
        }

        private boolean isDeleted(Contents side, AccountId id) {
            return side.accounts().containsKey(id) && side.accounts().get(id).isInTrash();
        }
    },

    /** The label that came last wins. */
    LAST_READ_LABEL_WINS {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return each(joined, (id, account) -> {
                AccountRecord read = other.accounts().get(id);
                return read == null
                        ? account
                        : new AccountRecord(
                                account.core(),
                                read.label(),
                                account.place(),
                                account.counter(),
                                account.visibility(),
                                account.purged(),
                                account.unknown());
            });
        }
    },

    /** What this version does not know is dropped. */
    DROPS_THE_UNKNOWN {
        @Override
        Contents spoilt(Contents one, Contents other, Contents joined) {
            return Contents.of(joined.idKey(), joined.accounts(), joined.groups(), joined.settings(), Members.none());
        }
    };

    abstract Contents spoilt(Contents one, Contents other, Contents joined);

    /** The library's join with this bug. */
    Joins joins() {
        return (one, other) -> spoilt(one, other, Joins.library(one, other));
    }

    private interface Change {
        AccountRecord of(AccountId id, AccountRecord account);
    }

    private static Contents each(Contents contents, Change change) {
        TreeMap<AccountId, AccountRecord> accounts = new TreeMap<>(contents.accounts());
        accounts.replaceAll(change::of);
        return with(contents, accounts);
    }

    private static Contents with(Contents contents, Map<AccountId, AccountRecord> accounts) {
        return Contents.of(contents.idKey(), accounts, contents.groups(), contents.settings(), contents.unknown());
    }

    private static Visibility covered(Visibility visibility) {
        TreeSet<Tag> covered = new TreeSet<>(visibility.covered());
        covered.addAll(visibility.live());
        return Visibility.of(visibility.live(), covered);
    }

    private static AccountRecord visible(AccountRecord account, Visibility visibility) {
        return new AccountRecord(
                account.core(),
                account.label(),
                account.place(),
                account.counter(),
                visibility,
                account.purged(),
                account.unknown());
    }

    private static AccountRecord counting(AccountRecord account, long counter) {
        return new AccountRecord(
                account.core(),
                account.label(),
                account.place(),
                counter,
                account.visibility(),
                account.purged(),
                account.unknown());
    }
}
