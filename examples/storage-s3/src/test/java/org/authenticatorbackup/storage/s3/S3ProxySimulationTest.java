package org.authenticatorbackup.storage.s3;

import java.io.IOException;
import java.time.Duration;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.examples.testsupport.S3Proxy;
import org.authenticatorbackup.examples.testsupport.simulation.StoreSimulation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Histories of phones over S3Proxy, a prefix for each. */
class S3ProxySimulationTest extends StoreSimulation {

    private static final Duration HASTE = Duration.ofSeconds(1);

    private static S3Proxy server;

    @BeforeAll
    static void startServer() throws IOException {
        server = S3Proxy.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Place newPlace(String name) {
        return new Place() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public int requests() {
                return 3;
            }

            @Override
            public StorageProvider connect(int throughPort) {
                String uri = "s3://" + S3Proxy.BUCKET + "/" + name + "?endpoint=" + server.uri(throughPort);
                return S3Storage.in(
                        S3Settings.parse(uri).withPatience(HASTE),
                        () -> S3Credentials.of(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY.toCharArray()));
            }
        };
    }
}
