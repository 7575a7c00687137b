package org.authenticatorbackup.examples.testsupport;

/**
 * What a {@link FaultProxy} does to a request and its reply.
 *
 * @param kind what happens
 * @param amount after how many bytes, or how many bytes a second; 0 where it says nothing
 */
public record Fault(Kind kind, int amount) {

    /** The request arrives and is carried out; of its reply nothing comes back, and the connection is reset. */
    public static final Fault LOSE_REPLY = new Fault(Kind.CUT_REPLY, 0);

    /** The request does not arrive, and nobody ever answers. */
    public static final Fault BLACK_HOLE = new Fault(Kind.BLACK_HOLE, 0);

    /** The connection is reset before anything of the request arrives. */
    public static final Fault RESET = new Fault(Kind.CUT_REQUEST, 0);

    /** The ways in which a network fails. */
    enum Kind {
        CUT_REQUEST,
        CUT_REPLY,
        BLACK_HOLE,
        SLOW
    }

    /**
     * The beginning of the request arrives, then the connection is reset.
     *
     * @param bytes how much arrives
     * @return the fault
     */
    public static Fault cutRequest(int bytes) {
        return new Fault(Kind.CUT_REQUEST, bytes);
    }

    /**
     * The request is carried out; the beginning of its reply comes back, then the connection is reset.
     *
     * @param bytes how much comes back
     * @return the fault
     */
    public static Fault cutReply(int bytes) {
        return new Fault(Kind.CUT_REPLY, bytes);
    }

    /**
     * From this request on, the connection is slow in both directions.
     *
     * @param bytesPerSecond how slow
     * @return the fault
     */
    public static Fault slow(int bytesPerSecond) {
        return new Fault(Kind.SLOW, bytesPerSecond);
    }
}
