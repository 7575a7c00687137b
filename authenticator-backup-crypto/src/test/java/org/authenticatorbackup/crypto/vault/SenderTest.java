package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderTest {

    private static final String VAULT = "brucekqlaqedexidov6nr7tf5uwcxkfv";

    @Test
    void acceptsWhatTheFormatWrites() {
        assertThatCode(() -> new Sender(VAULT, Fixtures.DEVICE, 1)).doesNotThrowAnyException();
        assertThatCode(() -> new Sender(VAULT, Fixtures.DEVICE, Long.MAX_VALUE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "brucekqlaqedexidov6nr7tf5uwcxkf,   a0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv2, a0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkf1,  a0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "Brucekqlaqedexidov6nr7tf5uwcxkfv,  a0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  a0a1a2a3a4a5a6a7a8a9aaabacadaea,   1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  A0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  g0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  ../../a4a5a6a7a8a9aaabacadaeafff,  1",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  a0a1a2a3a4a5a6a7a8a9aaabacadaeaf,  0",
        "brucekqlaqedexidov6nr7tf5uwcxkfv,  a0a1a2a3a4a5a6a7a8a9aaabacadaeaf, -1"
    })
    void refusesAnythingElse(String vaultId, String deviceId, long seq) {
        assertThatThrownBy(() -> new Sender(vaultId, deviceId, seq)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineFeedAtTheEndIsNotOverlooked() {
        assertThatThrownBy(() -> new Sender(VAULT + "\n", Fixtures.DEVICE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void locksAreFoundByTheirLabels() {
        for (Lock lock : Lock.values()) {
            assertThat(Lock.ofLabel(lock.label())).contains(lock);
        }
        assertThat(Lock.PASSPHRASE.label()).isEqualTo("passphrase");
        assertThat(Lock.ofLabel("pin")).isEmpty();
        assertThat(Lock.ofLabel("PASSPHRASE")).isEmpty();
    }

    @Test
    void newSlotsHaveTheWorkFactorsOfTheFormat() {
        assertThat(Lock.PASSPHRASE.writeLog2N()).isEqualTo(16);
        assertThat(Lock.ACCOUNT.writeLog2N()).isEqualTo(10);
        assertThat(Lock.CONTACTS.writeLog2N()).isEqualTo(10);
    }
}
