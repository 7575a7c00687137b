package org.authenticatorbackup.core.scale;

/**
 * What was asked of a storage: a stream of requests, added up.
 *
 * @param puts objects put
 * @param gets objects asked for
 * @param lists listings
 * @param deletes objects deleted
 * @param up bytes of objects to the storage
 * @param down bytes of objects from the storage
 * @param names names in listings
 */
record Requests(double puts, double gets, double lists, double deletes, double up, double down, double names) {

    static final Requests NONE = new Requests(0, 0, 0, 0, 0, 0, 0);

    double all() {
        return puts + gets + lists + deletes;
    }

    Requests plus(Requests other) {
        return new Requests(
                puts + other.puts,
                gets + other.gets,
                lists + other.lists,
                deletes + other.deletes,
                up + other.up,
                down + other.down,
                names + other.names);
    }

    Requests times(double factor) {
        return new Requests(
                puts * factor,
                gets * factor,
                lists * factor,
                deletes * factor,
                up * factor,
                down * factor,
                names * factor);
    }

    Requests minus(Requests other) {
        return plus(other.times(-1));
    }
}
