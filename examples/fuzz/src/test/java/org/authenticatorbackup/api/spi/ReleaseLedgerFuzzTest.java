package org.authenticatorbackup.api.spi;

import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.authenticatorbackup.fuzz.Fuzzing;

class ReleaseLedgerFuzzTest {

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void ledger(byte[] input) {
        String read = text(input);
        try {
            requireSame(read, ReleaseLedger.parse(read).format(), "a ledger has one form");
        } catch (IllegalArgumentException e) {
            requireSilent(e, input);
        }
    }
}
