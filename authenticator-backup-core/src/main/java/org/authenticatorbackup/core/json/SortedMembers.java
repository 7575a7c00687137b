package org.authenticatorbackup.core.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable members in two arrays, ordered by their names' UTF-8 bytes. Most objects have few members, and there are many objects:
 * this takes a fifth of the heap of a tree, and is copied by passing it on.
 */
@SuppressWarnings("JdkObsolete") // a SortedMap is what members are; nobody goes through them backwards
final class SortedMembers extends AbstractMap<String, Json> implements SortedMap<String, Json> {

    static final SortedMembers NONE = new SortedMembers(new String[0], new Json[0]);

    /** So many names are found more quickly one after the other than by halving. */
    private static final int FEW = 8;

    private final String[] names;
    private final Json[] values;

    /** Takes over both arrays, which are as long as each other; the names ascend. */
    SortedMembers(String[] names, Json[] values) {
        this.names = names;
        this.values = values;
    }

    /** Of a map in the same order. */
    static SortedMembers of(SortedMap<String, Json> ordered) {
        return new SortedMembers(
                ordered.keySet().toArray(new String[0]), ordered.values().toArray(new Json[0]));
    }

    private int indexOf(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return -1;
        }
        if (names.length > FEW) {
            return Arrays.binarySearch(names, text, Utf8Order.BY_BYTES);
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Json> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Comparator<? super String> comparator() {
        return Utf8Order.BY_BYTES;
    }

    @Override
    public SortedMap<String, Json> subMap(String from, String to) {
        return tree().subMap(from, to);
    }

    @Override
    public SortedMap<String, Json> headMap(String to) {
        return tree().headMap(to);
    }

    @Override
    public SortedMap<String, Json> tailMap(String from) {
        return tree().tailMap(from);
    }

    private SortedMap<String, Json> tree() {
        SortedMap<String, Json> tree = new TreeMap<>(Utf8Order.BY_BYTES);
        tree.putAll(this);
        return Collections.unmodifiableSortedMap(tree);
    }

    @Override
    public String firstKey() {
        return key(0);
    }

    @Override
    public String lastKey() {
        return key(names.length - 1);
    }

    private String key(int index) {
        if (names.length == 0) {
            throw new NoSuchElementException("there are no members");
        }
        return names[index];
    }

    @Override
    public Set<Map.Entry<String, Json>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, Json>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Json>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, Json> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more members");
            }
            int index = next++;
            return new SimpleImmutableEntry<>(names[index], values[index]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SortedMembers that
                ? Arrays.equals(names, that.names) && Arrays.equals(values, that.values)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Shows nothing of what they hold. */
    @Override
    public String toString() {
        return "[" + names.length + " members]";
    }
}
