package org.authenticatorbackup.core.json;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A JSON value. Two are equal if their canonical forms are; numbers are kept as they were written, so {@code 1.0} and
 * {@code 1} differ. {@code toString} shows nothing of the content, which may be a secret.
 */
public sealed interface Json {

    /** {@return the canonical form: no white space, members by UTF-8 bytes, as few escapes as possible} */
    default String canonical() {
        return new CanonicalWriter().value(this).text();
    }

    /**
     * A text.
     *
     * @param value without lone surrogates
     */
    record Text(String value) implements Json {

        @Override
        public String toString() {
            return "Text[hidden]";
        }
    }

    /**
     * A number.
     *
     * @param digits as written, in JSON's grammar
     */
    record Num(String digits) implements Json {

        /**
         * A whole number.
         *
         * @param value any value
         * @return its decimal digits
         */
        public static Num of(long value) {
            return new Num(Long.toString(value));
        }

        @Override
        public String toString() {
            return "Num[hidden]";
        }
    }

    /** The three words. */
    enum Word implements Json {
        /** {@code true}. */
        TRUE,
        /** {@code false}. */
        FALSE,
        /** {@code null}. */
        NULL
    }

    /**
     * An array.
     *
     * @param elements in order
     */
    record Arr(List<Json> elements) implements Json {

        /**
         * Copies the elements.
         *
         * @param elements in order
         */
        public Arr {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return "Arr[" + elements.size() + " elements]";
        }
    }

    /**
     * An object.
     *
     * @param members by name, in the order of UTF-8 bytes
     */
    record Obj(SortedMap<String, Json> members) implements Json {

        /**
         * Copies the members.
         *
         * @param members by name
         */
        public Obj {
            members = Members.copyOf(members);
        }

        /**
         * An object of these members.
         *
         * @param members by name
         * @return the object
         */
        public static Obj of(Map<String, Json> members) {
            return new Obj(Members.copyOf(members));
        }

        @Override
        public String toString() {
            return "Obj[" + members.size() + " members]";
        }
    }
}
