package org.authenticatorbackup.core.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.InvalidContentsException;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;

/** A copy of a vault's contents, and the local operations on it. */
final class Replica {

    private static final Instant BUILT = Instant.parse("2026-11-25T00:00:00Z");
    private static final byte[] ID_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long DAYS_30_YEARS = 10_950;
    private static final long MILLIS_A_DAY = 86_400_000;
    private static final List<Account> POOL = pool();

    private final SeededRandom random;
    private final HybridClock clock;
    private final List<Contents> past = new ArrayList<>();
    private Contents known = Contents.empty(ID_KEY);

    Replica(long seed) {
        random = new SeededRandom(seed);
        clock = new HybridClock(random.nextLong(), BUILT);
        past.add(known);
    }

    private static List<Account> pool() {
        List<Account> pool = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AccountName name = new AccountName("Example", "account " + i / 2);
            Secret secret = Secret.of(("secret " + i).getBytes(StandardCharsets.US_ASCII));
            Credential credential = i % 2 == 1
                    ? new Credential.CounterBased(secret, Credential.Algorithm.SHA1, 6, 0)
                    : new Credential.TimeBased(secret, Credential.Algorithm.SHA1, 6, 30);
            pool.add(new Account(
                    LocalView.idOf(ID_KEY, credential, name),
                    credential,
                    name,
                    AccountLabel.of(name, AccountKind.THIRD_PARTY),
                    Optional.empty()));
        }
        return pool;
    }

    Contents known() {
        return known;
    }

    /** What it was at some time. */
    Contents past(int when) {
        return past.get(Math.floorMod(when, past.size()));
    }

    void become(Contents contents) {
        known = contents;
        past.add(known);
    }

    void happen(MergeHistory.Event event) {
        SplittableRandom detail = new SplittableRandom(event.detail());
        VaultContents view = LocalView.view(known);
        List<Account> accounts = new ArrayList<>(view.accounts());
        List<Account> trash = new ArrayList<>(view.trash());
        Map<String, String> settings = new HashMap<>(view.settings());
        switch (event.kind()) {
            case ADD -> add(accounts, trash, POOL.get(detail.nextInt(POOL.size())));
            case RELABEL ->
                pick(accounts, detail).ifPresent(at -> accounts.set(at, relabelled(accounts.get(at), detail)));
            case DELETE -> pick(accounts, detail).ifPresent(at -> trash.add(accounts.remove((int) at)));
            case UNDELETE -> pick(trash, detail).ifPresent(at -> accounts.add(trash.remove((int) at)));
            case COUNT ->
                accounts.replaceAll(account ->
                        account.credential() instanceof Credential.CounterBased ? account.advanced() : account);
            case MOVE -> Collections.shuffle(accounts, new Random(detail.nextInt()));
            case SET -> settings.put("app/" + detail.nextInt(2), Integer.toString(detail.nextInt(9)));
            case FORGET -> {
                accounts.clear();
                trash.clear();
                settings.clear();
            }
            default -> throw new AssertionError(event.kind() + " is not local");
        }
        absorb(new VaultContents(accounts, view.groups(), settings, trash), detail);
    }

    private static void add(List<Account> accounts, List<Account> trash, Account added) {
        boolean isThere = accounts.stream().anyMatch(each -> each.id().equals(added.id()));
        if (!isThere) {
            Optional<Account> old =
                    trash.stream().filter(each -> each.id().equals(added.id())).findFirst();
            old.ifPresent(trash::remove);
            accounts.add(old.orElse(added));
        }
    }

    private static Account relabelled(Account account, SplittableRandom detail) {
        return account.withLabel(account.label().withName(new AccountName("Renamed", "label " + detail.nextInt(4))));
    }

    private static Optional<Integer> pick(List<Account> accounts, SplittableRandom detail) {
        return accounts.isEmpty() ? Optional.empty() : Optional.of(detail.nextInt(accounts.size()));
    }

    private void absorb(VaultContents local, SplittableRandom detail) {
        try {
            become(LocalView.absorb(known, local, BackupPolicy.defaults(), clock, wall(detail), random));
        } catch (InvalidContentsException e) {
            throw new Violation("P13", "what was shown is refused", e);
        }
    }

    /** A wall clock that may be wrong by 30 years. */
    private static long wall(SplittableRandom detail) {
        long days = detail.nextInt(3) == 0 ? detail.nextLong(-DAYS_30_YEARS, DAYS_30_YEARS) : 0;
        return BUILT.toEpochMilli() + days * MILLIS_A_DAY;
    }

    /** Empties the trash. */
    void purge(MergeHistory.Event event) {
        Set<AccountId> trash = known.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().isInTrash())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        become(LocalView.purge(known, trash, clock, wall(new SplittableRandom(event.detail()))));
    }

    /** Takes up members that only a newer app knows. */
    void takeNews(MergeHistory.Event event) {
        SplittableRandom detail = new SplittableRandom(event.detail());
        TreeMap<AccountId, AccountRecord> accounts = new TreeMap<>(known.accounts());
        accounts.replaceAll((id, account) -> new AccountRecord(
                account.core(),
                account.label(),
                account.place(),
                account.counter(),
                account.visibility(),
                account.purged(),
                news(detail)));
        Contents news = Contents.of(ID_KEY, accounts, known.groups(), known.settings(), news(detail));
        become(Joins.library(known, news));
    }

    private static java.util.SortedMap<String, Json> news(SplittableRandom detail) {
        return Members.copyOf(Map.of("news-" + detail.nextInt(2), Json.Num.of(detail.nextInt(3))));
    }
}
