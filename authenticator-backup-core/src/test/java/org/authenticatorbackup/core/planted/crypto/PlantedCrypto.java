package org.authenticatorbackup.core.planted.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import org.authenticatorbackup.core.planted.api.PlantedApi;
import org.bouncycastle.crypto.Digest;

/** Breaks the rules of crypto on purpose. */
public final class PlantedCrypto {

    private PlantedCrypto() {}

    public interface UsesJson {
        JsonFactory factory();
    }

    public interface UsesApi {
        PlantedApi api();
    }

    public interface UsesBouncyCastle {
        Digest digest();
    }

    public interface ReadsFiles {
        Path path();
    }

    public interface ReadsStreams {
        InputStream stream();
    }

    public interface CollectsBytes {
        ByteArrayOutputStream bytes();
    }

    public interface AsksAClock {
        Clock clock();
    }

    public interface StartsAThread {
        Thread thread();
    }
}
