package org.authenticatorbackup.crypto.age;

import java.util.Base64;

/**
 * The text form of an age file, for where bytes do not survive: mails, notes, paper. It is ASCII in the strict form of PEM
 * (RFC 7468) that age prescribes:
 *
 * <pre>{@code
 * -----BEGIN AGE ENCRYPTED FILE-----
 * YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBURWlGMHlwcXIrYnB2Y3FY
 * …
 * yPC8DpksHoMx+2Y=
 * -----END AGE ENCRYPTED FILE-----
 * }</pre>
 *
 * <p>The base64 (RFC 4648, section 4) is padded and canonical, in lines of 64 characters of which the last may be shorter.
 * Armor is no protection: whoever has the text has the file.
 */
public final class AgeArmor {

    /** The longest text that is read or written, that of a file of {@link AgeFile#MAX_FILE_BYTES} bytes: some 44 MiB. */
    public static final int MAX_TEXT_BYTES;

    static final byte[] HEADER = Bytes.ascii("-----BEGIN AGE ENCRYPTED FILE-----");
    static final byte[] FOOTER = Bytes.ascii("-----END AGE ENCRYPTED FILE-----");
    static final int COLUMNS = 64;
    /** What a full line holds. */
    static final int LINE_BYTES = COLUMNS / 4 * 3;
    /** As the reference implementation has it, both before and after the armor. */
    static final int MAX_WHITE_SPACE_BYTES = 1024;

    private static final byte[] LINE_END = {'\n'};
    private static final int MAX_LINE_END_BYTES = 2;

    static {
        int lines = (AgeFile.MAX_FILE_BYTES + LINE_BYTES - 1) / LINE_BYTES;
        MAX_TEXT_BYTES = lines * (COLUMNS + MAX_LINE_END_BYTES)
                + HEADER.length
                + FOOTER.length
                + 2 * (MAX_LINE_END_BYTES + MAX_WHITE_SPACE_BYTES);
    }

    private AgeArmor() {}

    /**
     * Puts a file into its text form.
     *
     * @param file any bytes, usually a whole age file; not retained
     * @return the text in ASCII, with LF after each line, the last one included; the caller's own
     * @throws IllegalArgumentException if there are more than {@link AgeFile#MAX_FILE_BYTES} bytes
     */
    public static byte[] encode(byte[] file) {
        if (file.length > AgeFile.MAX_FILE_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most " + AgeFile.MAX_FILE_BYTES + " bytes, found " + file.length);
        }
        byte[] lines = Base64.getMimeEncoder(COLUMNS, LINE_END).encode(file);
        byte[] afterLines = lines.length == 0 ? Bytes.EMPTY : LINE_END;
        return Bytes.concat(HEADER, LINE_END, lines, afterLines, FOOTER, LINE_END);
    }

    /**
     * Takes a file out of its text form. Lines may end in LF or CRLF, the last one in nothing, and there may be up to 1 KiB
     * of white space before and after; any other deviation from what {@link #encode} gives is refused. Whether the bytes are
     * an age file is for {@link AgeFile#parse} to say.
     *
     * @param text the text in ASCII; not retained
     * @return the bytes, the caller's own
     * @throws AgeException {@code ARMOR} if the text is not of that form, {@code TOO_LARGE} if it exceeds
     *     {@link #MAX_TEXT_BYTES}
     */
    public static byte[] decode(byte[] text) throws AgeException {
        if (text.length > MAX_TEXT_BYTES) {
            throw new AgeException(AgeException.Reason.TOO_LARGE, "the text exceeds " + MAX_TEXT_BYTES + " bytes");
        }
        return new ArmorReader(text).read();
    }
}
