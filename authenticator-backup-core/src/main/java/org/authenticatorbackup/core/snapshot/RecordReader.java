package org.authenticatorbackup.core.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.GroupRecord;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.MembersBuilder;

/**
 * Reads accounts and groups, member by member as they come: of accounts there are so many that no tree is made of each. Holds the
 * one read last, until the next is read.
 */
final class RecordReader {

    private static final Register UNLABELLED = Register.Shape.LABEL.unwritten();
    private static final Register UNNAMED = Register.Shape.SINGLE.unwritten();
    private static final Register UNPLACED = Register.Shape.PLACE.unwritten();

    private final JsonReader json;
    private final RegisterReader registers;
    private final JsonReader.MemberReader accountMember = this::accountMember;
    private final JsonReader.MemberReader groupMember = this::groupMember;
    private final Once once = new Once();
    private final CoreReader core = new CoreReader();
    private final MembersBuilder unknown = new MembersBuilder();

    private String id = "";
    private Register label = UNLABELLED;
    private Register name = UNNAMED;
    private Register place = UNPLACED;
    private long counter;
    private List<Tag> live = List.of();
    private List<Tag> covered = List.of();
    private AccountRecord.Purge purged = AccountRecord.Purge.NEVER;

    RecordReader(JsonReader json, RegisterReader registers) {
        this.json = json;
        this.registers = registers;
    }

    private void reset() {
        once.reset();
        core.reset();
        id = "";
        label = UNLABELLED;
        name = UNNAMED;
        place = UNPLACED;
        counter = 0;
        live = List.of();
        covered = List.of();
        purged = AccountRecord.Purge.NEVER;
    }

    /** Reads the account that comes next. */
    void readAccount() throws JsonException {
        reset();
        json.countedObject(accountMember);
    }

    /** Reads the group that comes next. */
    void readGroup() throws JsonException {
        reset();
        json.countedObject(groupMember);
    }

    /** The id of what was read, of whatever form; empty if it has none. */
    String id() {
        return id;
    }

    /** The URI that the account's core is read from, if it is. */
    Optional<String> uri() {
        return core.uri();
    }

    /** The account that was read, with its core if that is known already. */
    AccountRecord account(Optional<AccountCore.Known> before) throws JsonException, CoreFormatException {
        SortedMap<String, Json> others = unknown.build();
        Visibility visibility = Visibility.of(live, covered);
        AccountCore known = before.isPresent() ? before.get() : core.core();
        boolean mayLackCore = purged == AccountRecord.Purge.PURGED && !visibility.isVisible();
        if (known == AccountCore.Dropped.DROPPED && !mayLackCore) {
            throw new CoreFormatException("it has no credential");
        }
        return new AccountRecord(known, label, place, counter, visibility, purged, others);
    }

    /** The group that was read. */
    GroupRecord group() throws JsonException {
        return new GroupRecord(name, place, Visibility.of(live, covered), unknown.build());
    }

    private void accountMember(String member) throws JsonException {
        switch (member) {
            case "label" -> {
                once.at(0);
                label = registers.read(Register.Shape.LABEL);
            }
            case "counter" -> {
                once.at(1);
                counter = Fields.numberOf(json.value(), member);
            }
            case "purged" -> {
                once.at(2);
                purged = Fields.flagOf(json.value(), member) ? AccountRecord.Purge.PURGED : AccountRecord.Purge.NEVER;
            }
            default -> {
                if (!core.take(member, json)) {
                    member(member);
                }
            }
        }
    }

    private void groupMember(String member) throws JsonException {
        if (member.equals("name")) {
            once.at(0);
            name = registers.read(Register.Shape.SINGLE);
        } else {
            member(member);
        }
    }

    private void member(String member) throws JsonException {
        switch (member) {
            case "id" -> {
                once.at(3);
                id = json.string("id");
            }
            case "place" -> {
                once.at(4);
                place = registers.read(Register.Shape.PLACE);
            }
            case "live" -> {
                once.at(5);
                live = registers.tags();
            }
            case "covered" -> {
                once.at(6);
                covered = registers.tags();
            }
            default -> unknown.put(member, json.value());
        }
    }
}
