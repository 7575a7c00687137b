package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoverTest {

    private static final Optional<Instant> NOW = Optional.of(Instant.parse("2026-11-26T12:00:00Z"));
    private static final Optional<Instant> LONG_AGO = Optional.of(Instant.parse("1998-11-26T12:00:00Z"));
    private static final String PATH = "/backup/.tmp-0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T11:59:59Z, true",
        "2026-11-25T12:00:00Z, false",
        "2026-11-26T12:00:00Z, false",
        "2031-11-26T12:00:00Z, false",
    })
    void isOneAfterADay(Instant modified, boolean isOne) {
        assertThat(Leftover.isOne(new DavEntry(PATH, false, Optional.of(modified)), NOW))
                .isEqualTo(isOne);
    }

    @Test
    void isNoneWhereSomethingIsNotKnown() {
        assertThat(Leftover.isOne(new DavEntry(PATH, false, LONG_AGO), NOW)).isTrue();

        assertThat(Leftover.isOne(new DavEntry(PATH, false, LONG_AGO), Optional.empty()))
                .isFalse();
        assertThat(Leftover.isOne(new DavEntry(PATH, false, Optional.empty()), NOW))
                .isFalse();
        assertThat(Leftover.isOne(new DavEntry(PATH, true, LONG_AGO), NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.tmp-0123",
                "/.tmp-0123456789ABCDEF0123456789abcdef",
                "/.tmp-0123456789abcdef0123456789abcdef.age",
                "/tmp-0123456789abcdef0123456789abcdef",
                "/.tmp-0123456789abcdef0123456789abcdef/x",
                "/x.tmp-0123456789abcdef0123456789abcdef"
            })
    void hasTheExactName(String path) {
        assertThat(Leftover.isOne(new DavEntry(path, false, LONG_AGO), NOW)).isFalse();
    }

    @Test
    void isNamedAnewEachTime() {
        String name = Leftover.name(new SecureRandom());

        assertThat(Leftover.isOne(new DavEntry("/" + name, false, LONG_AGO), NOW))
                .isTrue();
        assertThat(Leftover.name(new SecureRandom())).isNotEqualTo(name);
    }
}
