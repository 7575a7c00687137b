package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show. */
class ChildProcessTest {

    @TempDir
    Path directory;

    @Test
    void exitCodesStreamsAndCharactersAreRightWhateverTheLocale() throws Exception {
        Phone phone = Phone.initialized(directory.resolve("home"));
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        String home = phone.home().toString();

        Result list =
                ChildProcess.start(directory, "--home", home, "--json", "list").end();
        assertThat(list.succeeded().texts("accounts", "issuer")).contains("示例银行");
        assertThat(list.out()).isEqualTo(phone.json("list").out());

        ChildProcess.start(directory, "--home", home, "--json", "backup").end().refusedFor("NOT_ENABLED");
        ChildProcess.start(directory, "--home", home, "backup").end().refusedInWords();
        ChildProcess.start(directory, "--home", home, "frobnicate").end().misused();
        ChildProcess.start(
                        directory,
                        "--home",
                        home,
                        "enable",
                        "--storage",
                        directory.toUri().toString())
                .end()
                .misused();
    }

    @Test
    void chineseIsWrittenInUtf8WhateverTheTerminalHas() throws Exception {
        String home = directory.resolve("home").toString();
        ChildProcess.start(directory, "--home", home, "init").end().succeeded();

        Result list = ChildProcess.start(directory, "--home", home, "list", "--lang", "zh-CN")
                .end();

        assertThat(list.succeeded().out()).isEqualTo("没有账户\n");
    }
}
