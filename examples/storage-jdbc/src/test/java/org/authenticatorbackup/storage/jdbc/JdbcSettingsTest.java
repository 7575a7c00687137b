package org.authenticatorbackup.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSettingsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, JdbcSettings.MAX_OWNER})
    void anOwnerHasSomeCharacters(int length) {
        assertThat(JdbcSettings.of("\u00fc".repeat(length), "self").owner()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, JdbcSettings.MAX_OWNER + 1})
    void noOwnerAndALongOneAreRefused(int length) {
        assertThatThrownBy(() -> JdbcSettings.of("x".repeat(length), "self"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** PostgreSQL cannot store the first of them. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\n"})
    void controlsAreRefused(String owner) {
        assertThatThrownBy(() -> JdbcSettings.of(owner, "self")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOperatorHasAName() {
        assertThatThrownBy(() -> JdbcSettings.of("anna", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void somePatienceIsNeeded() {
        JdbcSettings settings = JdbcSettings.of("anna", "self");

        assertThat(settings.patience()).isEqualTo(JdbcSettings.PATIENCE);
        assertThat(settings.withPatience(Duration.ofSeconds(2)).patience()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> settings.withPatience(Duration.ofMillis(1_999)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
