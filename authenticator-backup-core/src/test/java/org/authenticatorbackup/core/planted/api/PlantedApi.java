package org.authenticatorbackup.core.planted.api;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;

/** Breaks the rules of the api on purpose. */
public final class PlantedApi {

    private PlantedApi() {}

    public interface UsesJson {
        JsonFactory factory();
    }

    public static class PlainException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public interface DeclaresAnIoException {
        void read() throws IOException;
    }
}
