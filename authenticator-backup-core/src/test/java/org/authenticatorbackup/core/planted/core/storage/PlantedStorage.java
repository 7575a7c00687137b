package org.authenticatorbackup.core.planted.core.storage;

import java.security.SecureRandom;

/** Draws randomness in a method, which is not allowed, and in a factory, which is. */
public class PlantedStorage {

    public SecureRandom random() {
        return new SecureRandom();
    }

    public static class Factory {
        public static SecureRandom random() {
            return new SecureRandom();
        }
    }
}
