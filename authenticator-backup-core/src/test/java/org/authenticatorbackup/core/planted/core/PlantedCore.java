package org.authenticatorbackup.core.planted.core;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Breaks the rules that hold everywhere on purpose. */
@SuppressWarnings({"JavaUtilDate", "SystemConsoleNull", "CatchAndPrintStackTrace"})
public final class PlantedCore {

    private PlantedCore() {}

    public interface UsesBouncyCastle {
        Digest digest();
    }

    public interface MakesAProvider {
        BouncyCastleProvider provider();
    }

    public static class AddsAProvider {
        int add(Provider provider) {
            return Security.addProvider(provider);
        }
    }

    public static class NamesAProvider {
        MessageDigest digest() throws GeneralSecurityException {
            return MessageDigest.getInstance("SHA-256", "BC");
        }
    }

    public static final class DrawsTimeOrRandomness {

        private DrawsTimeOrRandomness() {}

        public static class CallsInstantNow {
            Instant now() {
                return Instant.now();
            }
        }

        public static class RefersToInstantNow {
            Supplier<Instant> now() {
                return Instant::now;
            }
        }

        public static class CallsLocalDateNow {
            LocalDate now() {
                return LocalDate.now(ZoneOffset.UTC);
            }
        }

        public static class MakesASystemClock {
            Clock clock() {
                return Clock.systemUTC();
            }
        }

        public static class MakesADate {
            Date date() {
                return new Date();
            }
        }

        public static class ReadsMillis {
            long now() {
                return System.currentTimeMillis();
            }
        }

        public static class ReadsNanos {
            long now() {
                return System.nanoTime();
            }
        }

        public static class CallsMathRandom {
            double random() {
                return Math.random();
            }
        }

        public static class MakesARandom {
            Random random() {
                return new Random();
            }
        }

        public static class MakesASecureRandom {
            Random random() {
                return new SecureRandom();
            }
        }

        public static class RefersToANewSecureRandom {
            Supplier<SecureRandom> random() {
                return SecureRandom::new;
            }
        }

        public static class AsksForAStrongRandom {
            SecureRandom random() throws GeneralSecurityException {
                return SecureRandom.getInstanceStrong();
            }
        }

        public static class UsesTheRandomOfTheThread {
            int random() {
                return ThreadLocalRandom.current().nextInt();
            }
        }

        public static class MakesAUuid {
            UUID random() {
                return UUID.randomUUID();
            }
        }
    }

    public static class ReadsAGivenClock {
        Instant now(Clock clock) {
            return Instant.now(clock);
        }
    }

    public static class Prints {
        void print() {
            System.out.println();
        }
    }

    public static class PrintsAStackTrace {
        void print(Exception e) {
            e.printStackTrace();
        }
    }

    public interface Logs {
        System.Logger logger();
    }

    public interface TakesAFlag {
        void open(boolean force);
    }

    public interface AccountManager {}

    public interface ByteUtils {}
}
