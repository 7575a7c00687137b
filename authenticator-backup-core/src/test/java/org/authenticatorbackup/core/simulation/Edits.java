package org.authenticatorbackup.core.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.VaultContents;

/** What a person does to the accounts in the app, by themselves or in the app's own store. */
final class Edits {

    private static final List<String> NAMES = List.of("bob", "carol", "dave", "erin", "counter-1", "counter-2");

    private Edits() {}

    static void add(World world, Phone phone, SplittableRandom random) throws ProblemException {
        if (phone.isMember()) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String secret = name + "'s secret " + random.nextInt(2);
            phone.add(name, secret.getBytes(StandardCharsets.UTF_8));
        }
    }

    static void relabel(World world, Phone phone, SplittableRandom random) {
        AccountName name = new AccountName("Renamed", "label " + random.nextInt(1_000));
        boolean favourite = random.nextBoolean();
        any(phone, random)
                .ifPresent(account -> replace(
                        phone,
                        account,
                        account.withLabel(new AccountLabel(
                                name,
                                account.label().kind(),
                                account.label().note(),
                                favourite,
                                account.label().icon()))));
    }

    static void move(World world, Phone phone, SplittableRandom random) {
        List<Account> all = new ArrayList<>(phone.accounts().accounts());
        Collections.shuffle(all, new Random(random.nextInt()));
        phone.edit(contents -> contents.withAccounts(all));
    }

    static void group(World world, Phone phone, SplittableRandom random) {
        int number = random.nextInt(3);
        GroupId id = new GroupId("0".repeat(31) + number);
        Group group = new Group(id, "group " + random.nextInt(4));
        phone.edit(contents -> {
            List<Group> groups = new ArrayList<>(contents.groups());
            groups.removeIf(each -> each.id().equals(id));
            groups.add(group);
            return new VaultContents(contents.accounts(), groups, contents.settings(), contents.trash());
        });
        any(phone, random).ifPresent(account -> replace(phone, account, account.inGroup(id)));
    }

    static void delete(World world, Phone phone, SplittableRandom random) {
        any(phone, random).ifPresent(account -> {
            world.ledger().deleted(account.id());
            phone.edit(contents -> moved(contents, account, false));
        });
    }

    static void undelete(World world, Phone phone, SplittableRandom random) {
        List<Account> trash = phone.accounts().trash();
        if (!trash.isEmpty()) {
            Account account = trash.get(random.nextInt(trash.size()));
            phone.edit(contents -> moved(contents, account, true));
        }
    }

    private static VaultContents moved(VaultContents contents, Account account, boolean back) {
        List<Account> accounts = new ArrayList<>(contents.accounts());
        List<Account> trash = new ArrayList<>(contents.trash());
        (back ? trash : accounts).remove(account);
        (back ? accounts : trash).add(account);
        return new VaultContents(accounts, contents.groups(), contents.settings(), trash);
    }

    static void showCounterCode(World world, Phone phone, SplittableRandom random) {
        phone.accounts().accounts().stream()
                .filter(account -> account.credential() instanceof Credential.CounterBased)
                .findFirst()
                .ifPresent(account -> replace(phone, account, account.advanced()));
    }

    static void set(World world, Phone phone, SplittableRandom random) {
        String value = "\"" + random.nextInt(100) + "\"";
        String key = "app/" + random.nextInt(3);
        phone.edit(contents -> {
            Map<String, String> settings = new HashMap<>(contents.settings());
            settings.put(key, value);
            return new VaultContents(contents.accounts(), contents.groups(), settings, contents.trash());
        });
    }

    private static Optional<Account> any(Phone phone, SplittableRandom random) {
        List<Account> all = phone.accounts().accounts();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private static void replace(Phone phone, Account before, Account after) {
        phone.edit(contents -> {
            List<Account> all = new ArrayList<>(contents.accounts());
            all.set(all.indexOf(before), after);
            return contents.withAccounts(all);
        });
    }
}
