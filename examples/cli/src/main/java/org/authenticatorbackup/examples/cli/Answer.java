package org.authenticatorbackup.examples.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a command has to say, in both forms.
 *
 * @param json for programs: one document, in which phrases are said in the person's language
 * @param rows for people: lines of one or more cells, which are phrases or texts of no language, such as names; cells are
 *     aligned
 */
record Answer(Map<String, ?> json, List<? extends List<?>> rows) {

    /** An answer of whole lines. */
    static Answer of(Map<String, ?> json, Phrase... lines) {
        return new Answer(json, Arrays.stream(lines).map(List::of).toList());
    }
}
