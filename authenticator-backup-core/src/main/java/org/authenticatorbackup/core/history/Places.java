package org.authenticatorbackup.core.history;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;

/** Places of accounts and groups as members of a register, and back. */
final class Places {

    private static final String GROUP = "group";
    private static final String POSITION = "position";
    private static final int GROUP_ID_DIGITS = 32;

    private Places() {}

    static String positionOf(Register place) {
        return Labels.text(place.value(), POSITION);
    }

    static Optional<GroupId> groupOf(Register place) {
        String group = Labels.text(place.value(), GROUP);
        return group.length() == GROUP_ID_DIGITS && Hex.isIn(group, 0, GROUP_ID_DIGITS)
                ? Optional.of(new GroupId(group))
                : Optional.empty();
    }

    /** The members of a place in another group, at the same position. */
    static SortedMap<String, Json> withGroup(SortedMap<String, Json> place, Optional<GroupId> group) {
        return with(place, GROUP, group.map(GroupId::value).orElse(""));
    }

    /** The members of a place at another position, in the same group. */
    static SortedMap<String, Json> withPosition(SortedMap<String, Json> place, String position) {
        return with(place, POSITION, position);
    }

    private static SortedMap<String, Json> with(SortedMap<String, Json> place, String name, String text) {
        SortedMap<String, Json> members = new TreeMap<>(Utf8Order.BY_BYTES);
        members.putAll(place);
        Labels.putText(members, name, text);
        return Members.copyOf(members);
    }
}
