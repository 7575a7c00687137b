package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.authenticatorbackup.api.vault.RecoveryKit;

/** Reads a recovery kit in any form that it is written in, and in words, from a file. */
final class KitFile {

    /** Room for a picture of {@link KitPicture#MAX_PIXELS} as cameras and scanners make it. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private KitFile() {}

    /** Reads a picture of the QR code, or else text; what it says is checked when it is used. */
    static RecoveryKit read(Path file) throws CliException {
        byte[] content = TextFile.readBytes(file, MAX_BYTES);
        char[] text = {};
        try {
            text = KitPicture.isPicture(content) ? KitPicture.read(file, content) : text(file, content);
            return RecoveryKit.of(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(content, (byte) 0);
        }
    }

    private static char[] text(Path file, byte[] content) throws CliException {
        CharBuffer decoded = TextFile.decode(file, content);
        char[] text = new char[decoded.length()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        return text;
    }
}
