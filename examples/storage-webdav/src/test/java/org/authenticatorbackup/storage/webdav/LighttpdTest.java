package org.authenticatorbackup.storage.webdav;

import java.io.IOException;
import org.authenticatorbackup.examples.testsupport.DavServer;
import org.junit.jupiter.api.BeforeAll;

class LighttpdTest extends WebDavServerContract {

    @BeforeAll
    static void startServer() throws IOException {
        start(DavServer.Kind.LIGHTTPD);
    }

    /** Of those that we know it is the one that keeps the word of RFC 4918 in a race. */
    @Override
    protected boolean isCreateOnly() {
        return true;
    }
}
