package org.authenticatorbackup.core.history;

import java.util.List;
import java.util.SortedMap;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;

/**
 * A value of which the last one written wins. Members that this version does not know are part of the value.
 *
 * @param shape which members the value has, and in which order they are written
 * @param stamp when it was written
 * @param value the members but for the stamp, defaults omitted
 */
public record Register(Shape shape, Stamp stamp, SortedMap<String, Json> value) {

    /** The members a register's value may have; unknown ones come after them. */
    public enum Shape {
        /** What the person sees of an account. */
        LABEL("kind", "issuer", "name", "favourite", "note", "icon"),
        /** Where an account or a group is shown. */
        PLACE("group", "position"),
        /** One value: a setting, the name of a group. */
        SINGLE("value");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> order;

        Shape(String... order) {
            this.order = List.of(order);
        }

        /** {@return the known members, in the order they are written} */
        public List<String> order() {
            return order;
        }

        /** {@return a register of this shape that nobody has written} */
        public Register unwritten() {
            return new Register(this, Stamp.NEVER, Members.none());
        }
    }

    /**
     * Copies the value.
     *
     * @param shape which members the value has
     * @param stamp when it was written
     * @param value the members but for the stamp
     */
    public Register {
        value = Members.copyOf(value);
    }

    /** {@return whether nobody has written it} */
    public boolean isUnwritten() {
        return stamp.equals(Stamp.NEVER) && value.isEmpty();
    }

    /**
     * Joins two states of one register.
     *
     * @param other another state
     * @return the one with the larger stamp, of equal ones the one whose value has the larger canonical bytes
     */
    public Register join(Register other) {
        int order = stamp.compareTo(other.stamp);
        if (order == 0 && !value.equals(other.value)) {
            order = Utf8Order.BY_BYTES.compare(canonicalValue(), other.canonicalValue());
        }
        return order >= 0 ? this : other;
    }

    /**
     * Writes the members of the value in canonical order.
     *
     * @param writer within an object
     */
    public void writeValue(CanonicalWriter writer) {
        int written = 0;
        for (int i = 0; i < shape.order.size(); i++) {
            String name = shape.order.get(i);
            Json known = value.get(name);
            if (known != null) {
                writer.name(name).value(known);
                written++;
            }
        }
        if (written < value.size()) {
            value.forEach((name, member) -> {
                if (!shape.order.contains(name)) {
                    writer.name(name).value(member);
                }
            });
        }
    }

    private String canonicalValue() {
        CanonicalWriter writer = new CanonicalWriter().beginObject();
        writeValue(writer);
        return writer.endObject().text();
    }

    /** Shows the stamp and nothing of the value. */
    @Override
    public String toString() {
        return "Register[" + shape + ", " + stamp + "]";
    }
}
