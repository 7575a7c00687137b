package org.authenticatorbackup.storage.webdav;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The temporary file of an upload, which a lost connection may leave behind. */
final class Leftover {

    private static final Pattern PATH = Pattern.compile(".*/\\.tmp-[0-9a-f]{32}", Pattern.DOTALL);
    private static final Duration AGE = Duration.ofDays(1);
    private static final int NAME_BYTES = 16;

    private Leftover() {}

    static String name(SecureRandom random) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return ".tmp-" + HexFormat.of().formatHex(bytes);
    }

    /** Whether an entry is the file of an upload that ended more than a day ago, by the server's clock. */
    static boolean isOne(DavEntry entry, Optional<Instant> now) {
        return !entry.isFolder()
                && PATH.matcher(entry.path()).matches()
                && now.isPresent()
                && entry.modified()
                        .filter(each -> each.plus(AGE).isBefore(now.get()))
                        .isPresent();
    }
}
