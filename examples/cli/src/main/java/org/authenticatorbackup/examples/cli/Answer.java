package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;

/**
 * What a command has to say, in both forms.
 *
 * @param json for programs: one document
 * @param lines for people
 */
record Answer(Map<String, ?> json, List<String> lines) {}
