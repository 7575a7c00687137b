package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;

/**
 * Prints what a command has to say: lines for people, or one JSON document. A part of it can be shown ahead of the rest, as
 * what must not be lost if the process ends while it works.
 */
final class AnswerPrinter {

    private final Device device;
    private boolean isDocumentOpen;

    AnswerPrinter(Device device) {
        this.device = device;
    }

    /**
     * Shows a part of the answer now. In JSON the document stays open: what is printed next has the other members.
     *
     * @throws CliException if it could not be shown
     */
    void printAhead(Answer part) throws CliException {
        if (device.json) {
            String document = document(part.json());
            print(document.substring(0, document.length() - 1));
            isDocumentOpen = true;
        } else {
            printLines(part);
        }
        if (device.terminal().out().checkError()) {
            throw new CliException(CliProblem.OUTPUT_UNWRITABLE);
        }
    }

    void print(Answer answer) {
        if (device.json) {
            printDocument(answer.json());
        } else {
            printLines(answer);
        }
    }

    void printDocument(Map<String, ?> members) {
        print(document(members) + "\n");
        isDocumentOpen = false;
    }

    private String document(Map<String, ?> members) {
        String document = Json.formatForTerminal(device.terminal().language().sayAll(members));
        return isDocumentOpen ? "," + document.substring(1) : document;
    }

    private void printLines(Answer answer) {
        Language language = device.terminal().language();
        List<List<String>> rows = answer.rows().stream()
                .map(row -> row.stream().map(language::say).toList())
                .toList();
        Columns.align(rows).forEach(line -> print(line + "\n"));
    }

    private void print(String text) {
        device.terminal().out().print(text);
    }
}
