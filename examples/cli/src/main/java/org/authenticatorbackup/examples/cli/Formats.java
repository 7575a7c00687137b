package org.authenticatorbackup.examples.cli;

/** The forms of other apps that this program reads and writes. */
final class Formats {

    private Formats() {}

    static void require(String format) {
        if (!"uri-list".equals(format)) {
            throw new UsageException("wrong.format");
        }
    }
}
