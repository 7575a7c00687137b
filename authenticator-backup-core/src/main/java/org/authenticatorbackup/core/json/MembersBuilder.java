package org.authenticatorbackup.core.json;

import java.util.Arrays;
import java.util.SortedMap;

/** Collects the members of one object, as they come. Not safe for use by several threads. */
public final class MembersBuilder {

    private static final int FIRST_CAPACITY = 4;

    /** So many are put in order one by one. */
    private static final int FEW = 16;

    private String[] names = new String[FIRST_CAPACITY];
    private Json[] values = new Json[FIRST_CAPACITY];
    private int size;

    /** A builder without members. */
    public MembersBuilder() {}

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     */
    public void put(String name, Json value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size++] = value;
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /**
     * The members, which this builder forgets.
     *
     * @return an immutable map, in the order of UTF-8 bytes
     * @throws JsonException if a name is there twice
     */
    public SortedMap<String, Json> build() throws JsonException {
        if (size == 0) {
            return Members.none();
        }
        if (size > FEW) {
            mergeSort();
        } else {
            insertionSort();
        }
        for (int i = 1; i < size; i++) {
            if (names[i].equals(names[i - 1])) {
                throw JsonException.malformed("a name is there twice");
            }
        }
        SortedMap<String, Json> built = new SortedMembers(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        Arrays.fill(names, 0, size, null);
        Arrays.fill(values, 0, size, null);
        size = 0;
        return built;
    }

    private void insertionSort() {
        for (int i = 1; i < size; i++) {
            String name = names[i];
            Json value = values[i];
            int at = i;
            while (at > 0 && Utf8Order.BY_BYTES.compare(names[at - 1], name) > 0) {
                names[at] = names[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            names[at] = name;
            values[at] = value;
        }
    }

    private void mergeSort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> Utf8Order.BY_BYTES.compare(names[left], names[right]));
        String[] sortedNames = new String[size];
        Json[] sortedValues = new Json[size];
        for (int i = 0; i < size; i++) {
            sortedNames[i] = names[order[i]];
            sortedValues[i] = values[order[i]];
        }
        names = sortedNames;
        values = sortedValues;
    }

    /** Shows nothing of what they hold. */
    @Override
    public String toString() {
        return "MembersBuilder[" + size + " members]";
    }
}
