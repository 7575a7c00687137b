package org.authenticatorbackup.core.interchange;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.authenticatorbackup.fuzz.Fuzzing;

class KeyUriFuzzTest {

    /** Three bytes of a character, three characters each, and an issuer is written twice. */
    private static final int GROWTH = 18;

    private static final int ROOM = 256;

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void keyUri(byte[] input) throws KeyUriException {
        String text = text(input);
        ParsedAccount account;
        try {
            account = KeyUri.parse(text);
        } catch (KeyUriException e) {
            requireSilent(e, input);
            return;
        }
        String uri = KeyUri.format(account.credential(), account.name()).orElseThrow();
        require(uri.length() <= ROOM + GROWTH * text.length(), "the output is bounded");
        ParsedAccount again = KeyUri.parse(uri);
        requireSame(account.credential(), again.credential(), "a credential survives its URI");
        requireSame(account.name(), again.name(), "a name survives its URI");
        requireSame(uri, KeyUri.format(again.credential(), again.name()).orElseThrow(), "a URI has one form");
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void keyUriList(byte[] input) throws KeyUriException {
        String text = text(input);
        KeyUriList.Imported imported;
        try {
            imported = KeyUriList.parse(text);
        } catch (KeyUriException e) {
            requireSilent(e, input);
            return;
        }
        require(imported.entries() <= text.length(), "an entry has at least one character");
        StringBuilder written = new StringBuilder();
        for (ParsedAccount account : imported.accounts()) {
            written.append(KeyUri.format(account.credential(), account.name()).orElseThrow())
                    .append('\n');
        }
        KeyUriList.Imported again = KeyUriList.parse(written);
        requireSame(List.of(), again.rejected(), "what was written can be read");
        requireSame(imported.accounts().size(), again.accounts().size(), "no account is lost");
        for (int i = 0; i < again.accounts().size(); i++) {
            ParsedAccount before = imported.accounts().get(i);
            requireSame(before.credential(), again.accounts().get(i).credential(), "a credential survives its list");
        }
    }
}
