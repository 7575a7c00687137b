package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Puts into a bucket of one's own for a while, during which somebody may break it: {@code ceph.sh} does. */
class AcknowledgedPutsTest {

    private static final int WRITERS = 4;
    private static final int BYTES = 64 * 1024;
    private static final long SECONDS = Long.getLong("authbackup.s3.seconds", 5);

    private final Map<ObjectName, byte[]> acknowledged = new ConcurrentSkipListMap<>();
    private final Map<ObjectName, String> failed = new ConcurrentSkipListMap<>();
    private final AtomicLong longestNanos = new AtomicLong();

    @BeforeAll
    static void requireBucket() {
        OwnBucket.connect().close();
    }

    @Test
    void noAcknowledgedPutIsLost() throws Exception {
        try (S3Storage storage = OwnBucket.connect()) {
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(new Thread(() -> putForAWhile(storage, writer)));
            }
            writers.forEach(Thread::start);
            for (Thread each : writers) {
                each.join();
            }

            int unknownButThere = 0;
            for (Map.Entry<ObjectName, byte[]> each : acknowledged.entrySet()) {
                assertThat(storage.get(each.getKey(), BYTES)).hasValue(each.getValue());
            }
            for (ObjectName each : failed.keySet()) {
                unknownButThere += storage.get(each, BYTES).isPresent() ? 1 : 0;
            }
            assertThat(storage.list("load/")).containsAll(acknowledged.keySet());
            assertThat(acknowledged).isNotEmpty();
            Map<String, Integer> reasons = new TreeMap<>();
            failed.values().forEach(each -> reasons.merge(each, 1, Integer::sum));
            System.out.printf(
                    "%d puts acknowledged, 0 lost; %s not, of which %d are there; the longest put took %d ms%n",
                    acknowledged.size(), reasons, unknownButThere, longestNanos.get() / 1_000_000);
        }
    }

    private void putForAWhile(S3Storage storage, int writer) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        for (int i = 0; System.nanoTime() < end; i++) {
            ObjectName name = new ObjectName("load/w" + writer + "/" + System.nanoTime());
            byte[] content = new byte[BYTES];
            content[0] = (byte) i;
            content[1] = (byte) writer;
            long start = System.nanoTime();
            try {
                storage.put(name, content);
                acknowledged.put(name, content);
            } catch (StorageException e) {
                failed.put(name, e.reason().name());
            }
            longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
    }
}
