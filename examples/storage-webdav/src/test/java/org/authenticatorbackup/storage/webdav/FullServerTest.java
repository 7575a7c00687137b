package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose disk is really full. Needs root, to mount a small one; elsewhere it is skipped. */
class FullServerTest {

    private static final byte[] CONTENT = new byte[60_000];

    @ParameterizedTest
    @EnumSource(
            value = DavServer.Kind.class,
            names = {"LIGHTTPD", "APACHE"})
    void aFullServerIsToldAndKeepsWhatItHas(DavServer.Kind kind) throws Exception {
        try (DavServer server = DavServer.start(kind)) {
            mount(server.folder());
            try {
                WebDavStorage storage = WebDavStorage.in(
                        WebDavSettings.of(server.uri()),
                        WebDavCredentials.of(DavServer.USER, DavServer.PASSWORD.toCharArray()));
                Set<ObjectName> stored = new HashSet<>();

                assertThatThrownBy(() -> {
                            for (int i = 0; i < 10; i++) {
                                ObjectName name = new ObjectName("lane/n" + i);
                                storage.put(name, CONTENT);
                                stored.add(name);
                            }
                        })
                        .isInstanceOfSatisfying(
                                StorageException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.QUOTA_EXCEEDED));

                assertThat(stored).isNotEmpty();
                assertThat(storage.list("")).isEqualTo(stored);
                ObjectName first = stored.iterator().next();
                assertThat(storage.get(first, CONTENT.length)).hasValue(CONTENT);
                storage.delete(first);
                storage.put(first, CONTENT);
            } finally {
                run("umount", "-l", server.folder().toString());
            }
        }
    }

    private static void mount(Path folder) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounting a file system needs root");
        int exit = run("mount", "-t", "tmpfs", "-o", "size=256k,mode=777", "tmpfs", folder.toString());
        assumeTrue(exit == 0, "a file system cannot be mounted here");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
