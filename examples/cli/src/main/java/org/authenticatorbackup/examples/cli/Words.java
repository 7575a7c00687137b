package org.authenticatorbackup.examples.cli;

import java.util.Locale;

/** Constants as they are written in files and options: {@code WORK_OR_SCHOOL} is {@code work-or-school}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the constant in the words of a family in the bundles} */
    static Phrase told(String family, Enum<?> constant) {
        return Phrase.of(family + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    static Phrase accounts(long count) {
        return Phrase.of("word.accounts", count);
    }

    /** {@return what is wrong with a URI, as those who read it have said in English} */
    static Phrase ofUri(IllegalArgumentException flaw) {
        String english = String.valueOf(flaw.getMessage()).toLowerCase(Locale.ROOT);
        String key = "uri." + english.replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
        return Phrase.of(Language.ENGLISH.knows(key) ? key : "uri.other");
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
