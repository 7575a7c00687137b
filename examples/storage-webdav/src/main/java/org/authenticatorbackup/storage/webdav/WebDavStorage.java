package org.authenticatorbackup.storage.webdav;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;

/**
 * Storage in a folder of a WebDAV server. An object is a file, the segments of its name before the last are folders.
 *
 * <p>Servers differ in what they promise, and some write in place. So an object is uploaded under a temporary name,
 * moved to its own where the server says that nobody has it, and read back. It appears whole or not at all, as far as
 * the server's move is a rename; a name in use is refused, but by some servers not to two writers at one moment, which is
 * why {@code CREATE_ONLY} is not among the traits.
 *
 * <p><b>The folder must exist.</b> If it does not, every call fails with {@code MISSING_PLACE}: a mistaken address must
 * not look like an empty backup.
 *
 * <p>Temporary files are named {@code .tmp-} and 32 hex digits. A lost connection may leave one behind; a listing that
 * meets it a day later, by the server's clock, deletes it.
 */
public final class WebDavStorage implements StorageProvider {

    /** The largest answer to a listing of one folder, in bytes; some 80,000 entries. */
    static final int MAX_LISTING_BYTES = 32 * 1024 * 1024;

    private static final Set<Capability> CAPABILITIES = Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST);
    private static final byte[] WANTED = ("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                    + "<propfind xmlns=\"DAV:\"><prop><resourcetype/><getlastmodified/></prop></propfind>")
            .getBytes(StandardCharsets.US_ASCII);
    private static final int LOCKED_TRIES = 20;
    private static final long LOCKED_PAUSE_NANOS = 20_000_000;

    /** A server that writes in place shows torn bytes for a moment, so a wrong answer is asked for once more. */
    private static final int READS = 2;

    /** A server that trips over a change of somebody else's while it looks answers 500, or breaks off its answer. */
    private static final int LOOKS = 3;

    private final DavConnection connection;
    private final SecureRandom random;
    private final StorageTraits traits;

    private WebDavStorage(DavConnection connection, SecureRandom random, StorageTraits traits) {
        this.connection = connection;
        this.random = random;
        this.traits = traits;
    }

    /**
     * Storage in a folder that asks for a user and a password. Nothing is sent before the first call.
     *
     * @param settings which folder; where it is not of this machine, by TLS
     * @param credentials used, but not closed, by the storage
     * @return the storage
     * @throws IllegalArgumentException if the password would go over the network in the clear
     */
    public static WebDavStorage in(WebDavSettings settings, WebDavCredentials credentials) {
        return in(settings, Optional.of(credentials), client(settings), new SecureRandom());
    }

    /**
     * Storage in a folder that is open to whoever reaches it. Nothing is sent before the first call.
     *
     * @param settings which folder
     * @return the storage
     */
    public static WebDavStorage in(WebDavSettings settings) {
        return in(settings, Optional.empty(), client(settings), new SecureRandom());
    }

    /**
     * Storage in a folder, by an HTTP client of the app's own: for a proxy, or a server whose certificate only the app
     * knows.
     *
     * @param settings which folder; with a password and where it is not of this machine, by TLS
     * @param credentials used, but not closed, by the storage
     * @param http sends the requests, and follows no redirects
     * @param random names temporary files
     * @return the storage
     * @throws IllegalArgumentException if the password would go over the network in the clear, or to where a server
     *     redirects
     */
    public static WebDavStorage in(
            WebDavSettings settings, Optional<WebDavCredentials> credentials, HttpClient http, SecureRandom random) {
        if (credentials.isPresent() && !settings.isPrivate()) {
            throw new IllegalArgumentException("a password goes by https, or to this machine");
        }
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client follows redirects");
        }
        return new WebDavStorage(
                new DavConnection(http, settings, credentials),
                random,
                new StorageTraits(CAPABILITIES, settings.operator()));
    }

    private static HttpClient client(WebDavSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience())
                .build();
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        String temporary = folderOf(name.value()) + Leftover.name(random);
        upload(temporary, content);
        try {
            move(temporary, name);
        } catch (StorageException e) {
            discard(temporary, e.reason());
            throw e;
        }
        verify(name, content);
    }

    private void upload(String temporary, byte[] content) throws StorageException {
        DavReply reply = connection.send("PUT", temporary, content, 0);
        if (reply.isSuccess()) {
            return;
        }
        if (mayLackFolder(reply.status())) {
            requirePlace();
            makeFolders(temporary);
            reply = connection.send("PUT", temporary, content, 0);
        }
        if (!reply.isSuccess()) {
            discard(temporary, Reason.BROKEN);
            throw DavStatus.failure(reply.status(), "put " + temporary);
        }
    }

    private static boolean mayLackFolder(int status) {
        return status == DavStatus.NOT_FOUND || status == DavStatus.CONFLICT || status == DavStatus.SERVER_ERROR;
    }

    /** Makes the folders above a file. Whether they are there already, servers tell in different ways. */
    private void makeFolders(String path) throws StorageException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash + 1);
            DavReply reply = makeFolder(folder);
            if (!reply.isSuccess() && reply.status() != DavStatus.METHOD_NOT_ALLOWED && !isFolder(folder)) {
                throw DavStatus.failure(reply.status(), "make the folder " + folder);
            }
        }
    }

    /** While another connection makes the same folder, some servers have it locked. */
    private DavReply makeFolder(String folder) throws StorageException {
        DavReply reply = connection.send("MKCOL", folder);
        for (int i = 0; i < LOCKED_TRIES && reply.status() == DavStatus.LOCKED; i++) {
            LockSupport.parkNanos(LOCKED_PAUSE_NANOS);
            reply = connection.send("MKCOL", folder);
        }
        return reply;
    }

    private void move(String temporary, ObjectName name) throws StorageException {
        String destination = connection.at(name.value()).toString();
        DavReply reply = connection.send("MOVE", temporary, "Destination", destination, "Overwrite", "F");
        if (reply.status() == DavStatus.PRECONDITION_FAILED) {
            throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
        }
        if (!reply.isSuccess()) {
            throw DavStatus.failure(reply.status(), "put " + name);
        }
    }

    private void verify(ObjectName name, byte[] content) throws StorageException {
        for (int read = 0; read < READS; read++) {
            DavReply reply = connection.send("GET", name.value(), new byte[0], content.length);
            if (reply.status() == DavStatus.OK
                    && reply.body().filter(each -> Arrays.equals(each, content)).isPresent()) {
                return;
            }
        }
        throw new StorageException(Reason.READ_BACK_DIFFERS, name + " came back changed or not at all");
    }

    /** Deletes a temporary file, unless nobody answers. What cannot be deleted now, a listing sweeps. */
    private void discard(String temporary, Reason reason) {
        if (reason == Reason.OFFLINE) {
            return;
        }
        try {
            connection.send("DELETE", temporary);
        } catch (StorageException e) {
            // a leftover harms nobody
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        DavReply reply = connection.send("GET", name.value(), new byte[0], maxBytes);
        if (reply.status() == DavStatus.OK) {
            if (reply.body().isEmpty()) {
                throw new StorageException(Reason.TOO_LARGE, name + " has more than " + maxBytes + " bytes");
            }
            return reply.body();
        }
        if (reply.status() == DavStatus.NOT_FOUND) {
            requirePlace();
            return Optional.empty();
        }
        if (DavStatus.mayMeanFolder(reply.status()) && kindOf(name) == Kind.FOLDER) {
            return Optional.empty();
        }
        throw DavStatus.failure(reply.status(), "get " + name);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        // whoever deletes a folder deletes all that is in it
        if (kindOf(name) != Kind.FILE) {
            return;
        }
        DavReply reply = connection.send("DELETE", name.value());
        boolean gone = reply.isSuccess() || reply.status() == DavStatus.NOT_FOUND;
        // while somebody else deletes the same file, some servers refuse
        if (!gone && kindOf(name) != Kind.NOTHING) {
            throw DavStatus.failure(reply.status(), "delete " + name);
        }
    }

    private enum Kind {
        FILE,
        FOLDER,
        NOTHING
    }

    private Kind kindOf(ObjectName name) throws StorageException {
        Optional<List<DavEntry>> found = find(name.value(), "0").map(Found::entries);
        if (found.isEmpty() || found.get().isEmpty()) {
            requirePlace();
            return Kind.NOTHING;
        }
        return found.get().get(0).isFolder() ? Kind.FOLDER : Kind.FILE;
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Set<ObjectName> names = new HashSet<>();
        String start = folderOf(prefix);
        if (!start.isEmpty() && !ObjectName.isLegal(withoutSlash(start))) {
            requirePlace();
            return names;
        }
        try {
            if (!collect(start, prefix, names)) {
                requirePlace();
            }
        } catch (StorageException e) {
            // some servers refuse to look below a file
            if (start.isEmpty() || e.reason() == Reason.OFFLINE || !isFile(withoutSlash(start))) {
                throw e;
            }
        }
        return names;
    }

    private boolean isFolder(String path) throws StorageException {
        return find(path, "0")
                .filter(each -> !each.entries().isEmpty())
                .filter(each -> each.entries().get(0).isFolder())
                .isPresent();
    }

    private boolean isFile(String name) throws StorageException {
        return kindOf(new ObjectName(name)) == Kind.FILE;
    }

    /** Collects the objects below a folder; returns false if one of the folders is not there. */
    private boolean collect(String folder, String prefix, Set<ObjectName> names) throws StorageException {
        Optional<Found> found = find(folder, "1");
        if (found.isEmpty()) {
            return false;
        }
        boolean whole = true;
        for (DavEntry entry : found.get().entries()) {
            String name = folder + nameIn(folder, entry);
            if (name.equals(folder)) {
                continue;
            }
            if (!ObjectName.isLegal(name)) {
                if (Leftover.isOne(entry, found.get().now())) {
                    discard(name, Reason.BROKEN);
                }
            } else if (!entry.isFolder()) {
                if (name.startsWith(prefix)) {
                    names.add(new ObjectName(name));
                }
            } else if ((name + "/").startsWith(prefix) || prefix.startsWith(name + "/")) {
                whole &= collect(name + "/", prefix, names);
            }
        }
        return whole;
    }

    /** The last part of an entry's path; empty for the folder itself. */
    private String nameIn(String folder, DavEntry entry) throws StorageException {
        String above = connection.pathOf(folder);
        String path = withoutSlash(entry.path());
        if ((path + "/").equals(above)) {
            return "";
        }
        String rest = path.startsWith(above) ? path.substring(above.length()) : "/";
        if (rest.isEmpty() || rest.indexOf('/') >= 0) {
            throw new StorageException(Reason.BROKEN, "asked for one folder, the server told of another");
        }
        return rest;
    }

    /** An empty folder and a mistaken address look alike until somebody asks. */
    private void requirePlace() throws StorageException {
        if (find("", "0").isEmpty()) {
            throw new StorageException(Reason.MISSING_PLACE, "the folder is not there");
        }
    }

    /**
     * What a server tells of a place.
     *
     * @param entries the place itself and, at depth 1, what is in it
     * @param now the server's clock, if it tells
     */
    private record Found(List<DavEntry> entries, Optional<Instant> now) {}

    private DavReply look(String path, String depth) throws StorageException {
        return connection.send(
                "PROPFIND",
                path,
                WANTED,
                MAX_LISTING_BYTES,
                "Depth",
                depth,
                "Content-Type",
                "application/xml; charset=utf-8");
    }

    /** Looks, and looks again where the server has stumbled, before its answer or in the middle of it. */
    private Optional<Found> find(String path, String depth) throws StorageException {
        String what = "look at " + (path.isEmpty() ? "the folder" : path);
        Optional<MalformedAnswerException> broken = Optional.empty();
        for (int i = 1; i <= LOOKS; i++) {
            DavReply reply = look(path, depth);
            if (reply.status() != DavStatus.SERVER_ERROR || i == LOOKS) {
                try {
                    return found(reply, what);
                } catch (MalformedAnswerException e) {
                    broken = Optional.of(e);
                }
            }
        }
        MalformedAnswerException last = broken.orElseThrow();
        throw new StorageException(Reason.BROKEN, "could not " + what + ": " + last.getMessage(), List.of(), last);
    }

    private static Optional<Found> found(DavReply reply, String what)
            throws StorageException, MalformedAnswerException {
        if (reply.status() == DavStatus.NOT_FOUND) {
            return Optional.empty();
        }
        if (reply.status() != DavStatus.MULTI_STATUS) {
            throw DavStatus.failure(reply.status(), what);
        }
        if (reply.body().isEmpty()) {
            throw new StorageException(Reason.REFUSED, what + ": more than " + MAX_LISTING_BYTES + " bytes");
        }
        return Optional.of(new Found(Multistatus.parse(reply.body().get()), reply.date()));
    }

    @Override
    public StorageTraits traits() {
        return traits;
    }

    private static String folderOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
