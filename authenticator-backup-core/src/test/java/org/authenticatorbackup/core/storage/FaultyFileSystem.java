package org.authenticatorbackup.core.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The real file system with a log and with faults. Each operation is logged as a verb and a path relative to one
 * folder, such as {@code force a/b}; the random part of temporary names is left out. What is planned for an operation
 * runs before it, each time, and may throw.
 */
final class FaultyFileSystem extends FileSystem {

    /** What happens before an operation. */
    @FunctionalInterface
    interface Fault {
        void strike() throws IOException;
    }

    private final Path root;
    private final FileSystem real;
    private final Provider provider = new Provider();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Fault> faults = new HashMap<>();
    private Set<String> views;
    private FileStore store;
    private boolean forcesFolders = true;

    FaultyFileSystem(Path root) {
        this.root = root;
        this.real = root.getFileSystem();
        this.views = real.supportedFileAttributeViews();
    }

    /** The folder, as a path of this file system. */
    Path folder() {
        return new Wrapped(root);
    }

    List<String> log() {
        return List.copyOf(log);
    }

    void clearLog() {
        log.clear();
    }

    FaultyFileSystem plan(String operation, Fault fault) {
        faults.put(operation, fault);
        return this;
    }

    FaultyFileSystem fail(String operation, IOException failure) {
        return plan(operation, () -> {
            throw failure;
        });
    }

    FaultyFileSystem withoutPosix() {
        views = Set.of("basic");
        return this;
    }

    /** Says that a folder was forced to the disk, and does nothing. */
    FaultyFileSystem withoutForcingFolders() {
        forcesFolders = false;
        return this;
    }

    FaultyFileSystem withStore(FileStore other) {
        store = other;
        return this;
    }

    private void before(String verb, Path path) throws IOException {
        String relative = root.relativize(path).toString().replaceAll("\\.tmp-[0-9a-f]{32}", ".tmp");
        String operation = relative.isEmpty() ? verb : verb + " " + relative;
        log.add(operation);
        Fault fault = faults.get(operation);
        if (fault != null) {
            fault.strike();
        }
    }

    private static Path real(Path path) {
        return ((Wrapped) path).path;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return views;
    }

    @Override
    public Path getPath(String first, String... more) {
        return new Wrapped(real.getPath(first, more));
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    private final class Provider extends FileSystemProvider {

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            before(options.contains(StandardOpenOption.CREATE_NEW) ? "create" : "open", real(path));
            return new LoggedChannel(real(path), FileChannel.open(real(path), options, attributes));
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override
        @SuppressWarnings("StreamResourceLeak") // closed by the stream around it
        public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            before("list", real(directory));
            DirectoryStream<Path> stream =
                    Files.newDirectoryStream(real(directory), each -> filter.accept(new Wrapped(each)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> entries = stream.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            return new Wrapped(entries.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
            before("mkdir", real(directory));
            Files.createDirectory(real(directory), attributes);
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            before("link", real(link));
            Files.createLink(real(link), real(existing));
        }

        @Override
        public void delete(Path path) throws IOException {
            before("delete", real(path));
            Files.delete(real(path));
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            before("move", real(target));
            Files.move(real(source), real(target), options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            Fault fault = faults.get("stat " + root.relativize(real(path)));
            if (fault != null) {
                fault.strike();
            }
            return Files.readAttributes(real(path), type, options);
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return store != null ? store : Files.getFileStore(real(path));
        }

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSameFile(Path path, Path other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isHidden(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            real(path).getFileSystem().provider().checkAccess(real(path), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
            throw new UnsupportedOperationException();
        }
    }

    private final class LoggedChannel extends FileChannel {

        private final Path path;
        private final FileChannel channel;

        LoggedChannel(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            before("read", path);
            return channel.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            before("write", path);
            return channel.write(source);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            before(metaData ? "force" : "force-data", path);
            if (forcesFolders || !Files.isDirectory(path)) {
                channel.force(metaData);
            }
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long newPosition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Wrapped implements Path {

        private final Path path;

        Wrapped(Path path) {
            this.path = path;
        }

        private Path wrap(Path other) {
            return other == null ? null : new Wrapped(other);
        }

        @Override
        public FileSystem getFileSystem() {
            return FaultyFileSystem.this;
        }

        @Override
        public boolean isAbsolute() {
            return path.isAbsolute();
        }

        @Override
        public Path getRoot() {
            return wrap(path.getRoot());
        }

        @Override
        public Path getFileName() {
            return wrap(path.getFileName());
        }

        @Override
        public Path getParent() {
            return wrap(path.getParent());
        }

        @Override
        public int getNameCount() {
            return path.getNameCount();
        }

        @Override
        public Path getName(int index) {
            return wrap(path.getName(index));
        }

        @Override
        public Path subpath(int from, int to) {
            return wrap(path.subpath(from, to));
        }

        @Override
        public boolean startsWith(Path other) {
            return path.startsWith(real(other));
        }

        @Override
        public boolean endsWith(Path other) {
            return path.endsWith(real(other));
        }

        @Override
        public Path normalize() {
            return wrap(path.normalize());
        }

        @Override
        public Path resolve(Path other) {
            return wrap(path.resolve(real(other)));
        }

        @Override
        public Path relativize(Path other) {
            return wrap(path.relativize(real(other)));
        }

        @Override
        public URI toUri() {
            return path.toUri();
        }

        @Override
        public Path toAbsolutePath() {
            return wrap(path.toAbsolutePath());
        }

        @Override
        public Path toRealPath(LinkOption... options) throws IOException {
            return wrap(path.toRealPath(options));
        }

        @Override
        public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] kinds, WatchEvent.Modifier... modifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Path other) {
            return path.compareTo(real(other));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wrapped that && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
