package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored comes back, byte by byte, within the reader's limit. */
abstract class ContentPoints extends StoragePlace {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 4_096, 65_535, 65_536, 65_537, 1_048_577, 16 * 1024 * 1024})
    void getReturnsWhatPutStored(int size) throws Exception {
        byte[] content = bytes(size);

        storage.put(named("object"), content);

        assertTrue(Arrays.equals(content, read(storage, named("object"))));
    }

    @Test
    void theLargestObjectFits() throws Exception {
        byte[] content = bytes(MAX);

        storage.put(named("object"), content);

        assertTrue(Arrays.equals(content, readElsewhere(connect(), named("object"))));
    }

    @Test
    void oneByteAboveTheLargestIsRefusedOrStoredWhole() throws Exception {
        Optional<Reason> refusal = Optional.empty();
        try {
            storage.put(named("object"), new byte[MAX + 1]);
        } catch (StorageException e) {
            refusal = Optional.of(e.reason());
        }

        Optional<byte[]> stored = storage.get(named("object"), MAX + 1);

        assertEquals(
                refusal.isPresent() ? 0 : MAX + 1,
                stored.map(each -> each.length).orElse(0));
        assertEquals(refusal.isPresent(), stored.isEmpty());
        refusal.ifPresent(reason -> assertEquals(Reason.REFUSED, reason));
    }

    @Test
    void everyByteValueIsKept() throws Exception {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }

        storage.put(named("object"), content);

        assertArrayEquals(content, read(storage, named("object")));
    }

    /** Some stores would like to convert line ends and encodings, or to trim. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n", "line\n", "line\r", "\ufefftext", " text ", "\u0000", "a\u0000", "\u00ff", "null", "{}"})
    void contentThatLooksLikeTextIsKeptAsBytes(String text) throws Exception {
        for (byte[] content :
                new byte[][] {text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.ISO_8859_1)}) {
            storage.put(named("n" + content.length), content);

            assertArrayEquals(content, read(storage, named("n" + content.length)));
            storage.delete(named("n" + content.length));
        }
    }

    @Test
    void aLongRunOfZerosIsKept() throws Exception {
        storage.put(named("object"), new byte[1_000_000]);

        assertArrayEquals(new byte[1_000_000], read(storage, named("object")));
    }

    @Test
    void putDoesNotKeepTheCallersArray() throws Exception {
        byte[] content = CONTENT.clone();
        storage.put(named("object"), content);

        content[0]++;

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @Test
    void putLeavesTheCallersArrayAsItWas() throws Exception {
        byte[] content = CONTENT.clone();

        storage.put(named("object"), content);

        assertArrayEquals(CONTENT, content);
    }

    @Test
    void getReturnsAnArrayOfTheCallersOwn() throws Exception {
        storage.put(named("object"), CONTENT);

        read(storage, named("object"))[1]++;

        assertArrayEquals(CONTENT, read(storage, named("object")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "no/folder", "no/such/folder"})
    void anAbsentObjectIsEmptyNotAnError(String name) throws Exception {
        assertEquals(Optional.empty(), storage.get(named(name), MAX));
    }

    @Test
    void whatIsAboveAnObjectIsNoObject() throws Exception {
        storage.put(named("a/b"), CONTENT);

        assertEquals(Optional.empty(), storage.get(named("a"), MAX));
        storage.delete(named("a"));

        assertArrayEquals(CONTENT, read(storage, named("a/b")));
    }

    // ---- the reader's limit

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 65_536, 1_048_577})
    void anObjectAtTheReadersLimitIsRead(int size) throws Exception {
        storage.put(named("object"), bytes(size));

        assertArrayEquals(bytes(size), storage.get(named("object"), size).orElseThrow());
    }

    @Test
    void anObjectBelowTheReadersLimitIsRead() throws Exception {
        storage.put(named("object"), OTHER);

        assertArrayEquals(OTHER, storage.get(named("object"), OTHER.length + 1).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 65_536, 1_048_577})
    void anObjectAboveTheReadersLimitIsTooLarge(int size) throws Exception {
        storage.put(named("object"), bytes(size));

        assertFails(Reason.TOO_LARGE, () -> storage.get(named("object"), size - 1));
        assertFails(Reason.TOO_LARGE, () -> storage.get(named("object"), 0));
    }

    /** Who makes room for all that the reader would accept, has too little. */
    @Test
    void aReaderWithoutALimitIsServed() throws Exception {
        storage.put(named("object"), OTHER);

        assertArrayEquals(OTHER, storage.get(named("object"), Integer.MAX_VALUE).orElseThrow());
    }

    @Test
    void anEmptyObjectFitsALimitOfZero() throws Exception {
        storage.put(named("object"), new byte[0]);

        assertArrayEquals(new byte[0], storage.get(named("object"), 0).orElseThrow());
    }

    @Test
    void anAbsentObjectIsNeverTooLarge() throws Exception {
        assertEquals(Optional.empty(), storage.get(named("absent"), 0));
    }
}
