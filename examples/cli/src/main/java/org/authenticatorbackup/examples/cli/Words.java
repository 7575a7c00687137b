package org.authenticatorbackup.examples.cli;

import java.util.Locale;

/** Constants as they are written in files and options: {@code WORK_OR_SCHOOL} is {@code work-or-school}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the constant as words of a sentence} */
    static String spoken(Enum<?> constant) {
        return of(constant).replace('-', ' ');
    }

    static String accounts(long count) {
        return count + (count == 1 ? " account" : " accounts");
    }

    /**
     * Finds a constant.
     *
     * @throws IllegalArgumentException if the type has no such constant
     */
    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such " + type.getSimpleName());
    }
}
