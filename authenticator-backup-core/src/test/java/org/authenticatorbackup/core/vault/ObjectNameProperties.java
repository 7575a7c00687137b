package org.authenticatorbackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.authenticatorbackup.api.spi.ObjectName;

/** Names are what the storage contract says: 1 to 4 segments of 1 to 64 characters, none of which begins with a dot. */
class ObjectNameProperties {

    private static final Pattern CONTRACT =
            Pattern.compile("(?!\\.)[a-z0-9._-]{1,64}(?:/(?!\\.)[a-z0-9._-]{1,64}){0,3}");

    @Provide
    Arbitrary<String> nearNames() {
        Arbitrary<String> segment = Arbitraries.strings()
                .withChars("ab09._-")
                .ofMaxLength(4)
                .flatMap(start -> Arbitraries.of(start, "x".repeat(61) + start, start + "A", start + "\u00e9"));
        return segment.list().ofMinSize(0).ofMaxSize(6).map(parts -> String.join("/", parts));
    }

    @Property(tries = 2_000)
    void whatTheContractAllowsIsLegalAndNothingElse(@ForAll("nearNames") String text) {
        assertThat(ObjectName.isLegal(text)).isEqualTo(CONTRACT.matcher(text).matches());
    }

    @Property
    void arbitraryTextIsJudgedAlike(@ForAll String text) {
        assertThat(ObjectName.isLegal(text)).isEqualTo(CONTRACT.matcher(text).matches());
    }

    @Example
    void eachLimitHolds() {
        String longest = "x".repeat(64);
        assertThat(ObjectName.isLegal(longest + "/" + longest + "/" + longest + "/" + longest))
                .isTrue();
        assertThat(ObjectName.isLegal(longest + "x")).isFalse();
        assertThat(ObjectName.isLegal("a/b/c/d")).isTrue();
        assertThat(ObjectName.isLegal("a/b/c/d/e")).isFalse();
        assertThat(ObjectName.isLegal("")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName("/a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName("a/"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName("a//b"));
    }
}
