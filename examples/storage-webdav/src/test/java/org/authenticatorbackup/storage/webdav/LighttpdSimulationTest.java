package org.authenticatorbackup.storage.webdav;

import java.io.IOException;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.junit.jupiter.api.BeforeAll;

class LighttpdSimulationTest extends WebDavSimulation {

    @BeforeAll
    static void startServer() throws IOException {
        start(DavServer.Kind.LIGHTTPD);
    }
}
