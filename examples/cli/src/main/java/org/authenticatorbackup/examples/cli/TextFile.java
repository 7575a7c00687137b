package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import org.authenticatorbackup.core.interchange.KeyUriList;

/** The files that a person names: text is strictly UTF-8, and all is written for their eyes alone. */
final class TextFile {

    private TextFile() {}

    static String read(Path file) throws CliException {
        return readCharacters(file).toString();
    }

    /** Reads a file that holds a secret; the caller clears the array behind the buffer. */
    static CharBuffer readCharacters(Path file) throws CliException {
        byte[] bytes = readBytes(file, KeyUriList.MAX_LENGTH);
        try {
            return decode(file, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Reads a file of at most so many bytes. */
    static byte[] readBytes(Path file, int maxBytes) throws CliException {
        try {
            return DurableFile.read(file, maxBytes);
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        }
    }

    /** Takes what was read for text; the caller clears the array behind the buffer. */
    static CharBuffer decode(Path file, byte[] content) throws CliException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        }
    }

    /** Encodes text that is a secret; the caller clears both. */
    static byte[] encode(CharBuffer text) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(text);
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        utf8.clear().put(new byte[utf8.capacity()]);
        return bytes;
    }

    /** Writes a new file; clears the characters. */
    static void create(Path file, char[] text) throws CliException {
        byte[] bytes = encode(CharBuffer.wrap(text));
        Arrays.fill(text, '\0');
        create(file, bytes);
    }

    /** Writes a new file; clears the bytes. */
    static void create(Path file, byte[] content) throws CliException {
        try {
            DurableFile.create(file, content);
        } catch (FileAlreadyExistsException e) {
            throw new CliException(CliProblem.FILE_EXISTS, e, file.toString());
        } catch (IOException e) {
            throw new CliException(CliProblem.FILE_UNWRITABLE, e, file.toString());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }
}
