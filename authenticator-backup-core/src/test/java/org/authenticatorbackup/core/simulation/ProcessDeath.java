package org.authenticatorbackup.core.simulation;

/** The process ends here. No code of the library may handle it, as it could not handle the real thing. */
@SuppressWarnings("serial") // never written
final class ProcessDeath extends Error {

    ProcessDeath() {
        super("planned", null, false, false);
    }
}
