package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import org.authenticatorbackup.core.interchange.KeyUriList;

/** The files that a person names: read strictly as UTF-8, and written for their eyes alone. */
final class TextFile {

    private TextFile() {}

    static String read(Path file) throws CliException {
        return readCharacters(file).toString();
    }

    /** Reads a file that holds a secret; the caller clears the array behind the buffer. */
    static CharBuffer readCharacters(Path file) throws CliException {
        byte[] bytes = {};
        try {
            bytes = DurableFile.read(file, KeyUriList.MAX_LENGTH);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Writes a new file; clears the characters. */
    static void create(Path file, char[] text) throws CliException {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        try {
            DurableFile.create(file, bytes);
        } catch (FileAlreadyExistsException e) {
            throw new CliException(CliProblem.FILE_EXISTS, e, file.toString());
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNWRITABLE, e, file.toString());
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(bytes, (byte) 0);
            utf8.clear().put(new byte[utf8.capacity()]);
        }
    }
}
