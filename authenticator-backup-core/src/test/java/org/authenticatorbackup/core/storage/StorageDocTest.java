package org.authenticatorbackup.core.storage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/storage.md}, run. */
class StorageDocTest {

    private static final Path SOURCE =
            Path.of("src", "test", "java", "org", "authenticatorbackup", "core", "storage", "StorageDocTest.java");

    @Nested
    // sample
    class MyStorageTest extends StorageProviderContract {

        @TempDir
        Path folder;

        @Override
        protected StorageProvider connect() { // your own provider; each call is one more connection to the same place
            return FileSystemStorage.in(folder);
        }

        @Override
        protected Optional<StorageProvider> connectInVain() { // a wrong address, which must not look empty
            return Optional.of(FileSystemStorage.in(folder.resolve("absent")));
        }
    }
    // end of sample

    @Test
    void theDocumentShowsThisVeryCode() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "storage.md"));
        String block = document.substring(document.indexOf("```java\n") + 8);

        assertThat(block.substring(0, block.indexOf("\n```"))).isEqualTo(sample());
    }

    private static String sample() throws IOException {
        String source = Files.readString(SOURCE);
        int start = source.indexOf("// sample\n") + "// sample\n".length();
        return source.substring(start, source.indexOf("    // end of sample"))
                .lines()
                .map(line -> line.replaceFirst("^ {4}", ""))
                .collect(joining("\n"));
    }
}
