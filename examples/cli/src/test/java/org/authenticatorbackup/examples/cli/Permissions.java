package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may read files. */
final class Permissions {

    private Permissions() {}

    /** The files and directories, from one down, that others than the owner may use in any way. */
    static List<String> open(Path top) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                String permissions =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
                if (!permissions.endsWith("------")) {
                    open.add(permissions + " " + file);
                }
            }
        }
        return open;
    }
}
