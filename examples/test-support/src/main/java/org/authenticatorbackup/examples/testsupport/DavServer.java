package org.authenticatorbackup.examples.testsupport;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A WebDAV server with one folder, behind a user's name and a password. */
public final class DavServer implements Closeable {

    /** The one user. */
    public static final String USER = "keeper";

    /** The user's password. */
    public static final String PASSWORD = "p\u00e4ss:word";

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path place;
    private final int port;
    private final LocalServer server;

    private DavServer(Path place, int port, LocalServer server) {
        this.place = place;
        this.port = port;
        this.server = server;
    }

    /** Which program serves. */
    public enum Kind {

        /** Keeps all that is asked of it. */
        LIGHTTPD {
            @Override
            List<String> command(Path place, int port) throws IOException {
                Files.writeString(place.resolve("users"), USER + ":" + PASSWORD + "\n");
                String configuration = String.join(
                        "\n",
                        "server.bind = \"127.0.0.1\"",
                        "server.port = " + port,
                        "server.document-root = \"" + place.resolve(DATA) + "\"",
                        "server.upload-dirs = ( \"" + place + "\" )",
                        "server.modules = ( \"mod_auth\", \"mod_authn_file\", \"mod_webdav\" )",
                        "webdav.activate = \"enable\"",
                        "auth.backend = \"plain\"",
                        "auth.backend.plain.userfile = \"" + place.resolve("users") + "\"",
                        "auth.require = ( \"\" => ( \"method\" => \"basic\", \"realm\" => \"dav\", \"require\" => \"valid-user\" ) )",
                        "mimetype.assign = ( \"\" => \"application/octet-stream\" )",
                        "");
                Path file = Files.writeString(place.resolve("lighttpd.conf"), configuration);
                Path program = Tools.require("lighttpd");
                if (!Files.exists(Path.of("/usr/lib/lighttpd/mod_webdav.so"))) {
                    throw Tools.missing("lighttpd's mod_webdav is not installed");
                }
                return List.of(program.toString(), "-D", "-f", file.toString());
            }
        },

        /** Forgets under load that a name is taken. */
        APACHE {
            @Override
            List<String> command(Path place, int port) throws IOException {
                Files.writeString(place.resolve("users"), USER + ":{SHA}" + sha1(PASSWORD) + "\n");
                String configuration = String.join(
                        "\n",
                        "ServerRoot \"/usr/lib/apache2\"",
                        "ServerName 127.0.0.1",
                        "Listen 127.0.0.1:" + port,
                        "PidFile " + place.resolve("pid"),
                        "ErrorLog " + place.resolve("error.log"),
                        "LoadModule mpm_event_module modules/mod_mpm_event.so",
                        "LoadModule authn_core_module modules/mod_authn_core.so",
                        "LoadModule authn_file_module modules/mod_authn_file.so",
                        "LoadModule authz_core_module modules/mod_authz_core.so",
                        "LoadModule authz_user_module modules/mod_authz_user.so",
                        "LoadModule auth_basic_module modules/mod_auth_basic.so",
                        "LoadModule dav_module modules/mod_dav.so",
                        "LoadModule dav_fs_module modules/mod_dav_fs.so",
                        "LoadModule dav_lock_module modules/mod_dav_lock.so",
                        "User www-data",
                        "Group www-data",
                        "DavLockDB " + place.resolve(DATA) + "/.lock/DavLock",
                        "DocumentRoot " + place.resolve(DATA),
                        "<Directory " + place.resolve(DATA) + ">",
                        "  Dav On",
                        "  AuthType Basic",
                        "  AuthName dav",
                        "  AuthUserFile " + place.resolve("users"),
                        "  Require valid-user",
                        "</Directory>",
                        "");
                Files.createDirectory(place.resolve(DATA).resolve(".lock"));
                writableByAll(place.resolve(DATA).resolve(".lock"));
                Path file = Files.writeString(place.resolve("apache.conf"), configuration);
                return List.of(Tools.require("apache2").toString(), "-DFOREGROUND", "-f", file.toString());
            }
        },

        /** Ignores conditions, and writes in place. */
        RCLONE {
            @Override
            List<String> command(Path place, int port) {
                return List.of(
                        Tools.require("rclone").toString(),
                        "--config=" + place.resolve("rclone.conf"),
                        "serve",
                        "webdav",
                        "--addr=127.0.0.1:" + port,
                        "--user=" + USER,
                        "--pass=" + PASSWORD,
                        place.resolve(DATA).toString());
            }
        };

        static final String DATA = "data";

        abstract List<String> command(Path place, int port) throws IOException;
    }

    /**
     * Starts a server, or skips the test where the program is not installed.
     *
     * @param kind which
     * @return the running server
     * @throws IOException if it does not come up
     */
    public static DavServer start(Kind kind) throws IOException {
        Path place =
                Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "dav") : Files.createTempDirectory("dav");
        try {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path data = Files.createDirectory(place.resolve(Kind.DATA));
            writableByAll(data);
            writableByAll(Files.createDirectory(data.resolve("backup")));
            int port = LocalServer.freePort();
            return new DavServer(place, port, LocalServer.start(port, place.resolve("log"), kind.command(place, port)));
        } catch (IOException | RuntimeException | Error e) {
            delete(place);
            throw e;
        }
    }

    /**
     * The folder for backups, which exists.
     *
     * @return its address, ending with a slash
     */
    public URI uri() {
        return uri(port);
    }

    /**
     * The folder for backups, by way of a proxy.
     *
     * @param otherPort the proxy's port of loopback
     * @return its address, ending with a slash
     */
    public URI uri(int otherPort) {
        return URI.create("http://127.0.0.1:" + otherPort + "/backup/");
    }

    /**
     * Where the server listens.
     *
     * @return a port of loopback
     */
    public int port() {
        return port;
    }

    /**
     * The folder for backups as the server sees it.
     *
     * @return a folder of this machine
     */
    public Path folder() {
        return place.resolve(Kind.DATA).resolve("backup");
    }

    @Override
    public void close() throws IOException {
        server.close();
        delete(place);
    }

    private static void writableByAll(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-1 is required of every Java platform", e);
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> paths = Files.walk(place)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
