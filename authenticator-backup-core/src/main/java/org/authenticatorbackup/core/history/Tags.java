package org.authenticatorbackup.core.history;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An immutable set of tags, in their order: two numbers for each, one behind the other. */
final class Tags extends AbstractSet<Tag> {

    static final Tags NONE = new Tags(new long[0]);

    private final long[] numbers;

    private Tags(long[] numbers) {
        this.numbers = numbers;
    }

    static Tags of(Tag tag) {
        return new Tags(new long[] {tag.high(), tag.low()});
    }

    /** Of tags in any order, of which some may be the same. */
    static Tags copyOf(Collection<Tag> tags) {
        if (tags instanceof Tags immutable) {
            return immutable;
        }
        if (tags.size() <= 1) {
            return tags.isEmpty() ? NONE : of(tags.iterator().next());
        }
        Collection<Tag> ordered = new TreeSet<>(tags);
        long[] numbers = new long[2 * ordered.size()];
        int length = 0;
        for (Tag tag : ordered) {
            numbers[length++] = tag.high();
            numbers[length++] = tag.low();
        }
        return new Tags(numbers);
    }

    Tags union(Tags other) {
        if (other.numbers.length == 0) {
            return this;
        }
        long[] union = new long[numbers.length + other.numbers.length];
        int length = 0;
        int left = 0;
        int right = 0;
        while (left < numbers.length || right < other.numbers.length) {
            int order = compare(left, other, right);
            long[] from = order <= 0 ? numbers : other.numbers;
            int at = order <= 0 ? left : right;
            union[length++] = from[at];
            union[length++] = from[at + 1];
            left += order <= 0 ? 2 : 0;
            right += order >= 0 ? 2 : 0;
        }
        return length == numbers.length ? this : new Tags(Arrays.copyOf(union, length));
    }

    boolean containsAll(Tags other) {
        int left = 0;
        for (int right = 0; right < other.numbers.length; right += 2) {
            while (left < numbers.length && compare(left, other, right) < 0) {
                left += 2;
            }
            if (left == numbers.length || compare(left, other, right) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The order of a tag of these and one of others; behind the last one comes nothing any more. */
    private int compare(int left, Tags other, int right) {
        if (left == numbers.length) {
            return 1;
        }
        if (right == other.numbers.length) {
            return -1;
        }
        int order = Long.compareUnsigned(numbers[left], other.numbers[right]);
        return order == 0 ? Long.compareUnsigned(numbers[left + 1], other.numbers[right + 1]) : order;
    }

    @Override
    public int size() {
        return numbers.length / 2;
    }

    @Override
    public boolean contains(@Nullable Object tag) {
        return tag instanceof Tag that && containsAll(of(that));
    }

    @Override
    public Iterator<Tag> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                return next < numbers.length;
            }

            @Override
            public Tag next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("there are no more tags");
                }
                next += 2;
                return new Tag(numbers[next - 2], numbers[next - 1]);
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags that ? Arrays.equals(numbers, that.numbers) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
