package org.authenticatorbackup.api.check;

/** There is no point in trying more; the reason is among the findings. */
final class Stopped extends Exception {

    private static final long serialVersionUID = 1L;
}
