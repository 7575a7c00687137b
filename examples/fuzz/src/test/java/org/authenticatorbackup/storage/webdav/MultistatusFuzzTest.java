package org.authenticatorbackup.storage.webdav;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.authenticatorbackup.fuzz.Fuzzing;

class MultistatusFuzzTest {

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void multistatus(byte[] input) {
        List<DavEntry> entries;
        try {
            entries = Multistatus.parse(input);
        } catch (MalformedAnswerException e) {
            requireSilent(e, input, "document type", "well-formed", "multistatus");
            return;
        }
        int characters = 0;
        for (DavEntry entry : entries) {
            characters += entry.path().length();
        }
        require(characters <= input.length + entries.size(), "the output is bounded");
    }
}
