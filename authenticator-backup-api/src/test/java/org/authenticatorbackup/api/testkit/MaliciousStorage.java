package org.authenticatorbackup.api.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * A storage whose operator lies. It remembers all that was ever put through it, and does to the objects whatever it is
 * told to, or what a seed decides ({@link #attack}). It keeps no promise while attacked: an object that was put can be
 * gone, old, exchanged or made up.
 *
 * <p>For an operator who shows different things to different devices, give each device one of its own around the same
 * storage, and hide different objects in each.
 */
public final class MaliciousStorage implements StorageProvider {

    /** What an operator can do. */
    public enum Attack {
        /** Everything is as it was at an earlier moment. */
        ROLLBACK,
        /** Two objects have each other's bytes. */
        SWAP,
        /** An object has bytes that nobody put. */
        FORGE,
        /** An object is not shown, and its name is not free. */
        HIDE,
        /** An object is gone. */
        DELETE,
        /** An object that was deleted is back, or has bytes that it, or another, had before. */
        REPLAY
    }

    private final StorageProvider inner;
    private final List<Map<ObjectName, byte[]>> moments = new ArrayList<>();
    private final List<byte[]> everPut = new ArrayList<>();
    private final Map<ObjectName, byte[]> now = new TreeMap<>();
    private final Set<ObjectName> hidden = new HashSet<>();

    private MaliciousStorage(StorageProvider inner) {
        this.inner = inner;
        moments.add(Map.of());
    }

    /** A liar in front of an empty storage that is reached through it alone, or one that only hides. */
    public static MaliciousStorage around(StorageProvider inner) {
        return new MaliciousStorage(inner);
    }

    // ---- what an operator does

    /** How many puts and deletes there have been: a moment to roll back to. */
    public synchronized int moment() {
        return moments.size() - 1;
    }

    /** Makes everything as it was at a moment. What was put since is gone. */
    public synchronized void rollBackTo(int moment) throws StorageException {
        Map<ObjectName, byte[]> then = moments.get(moment);
        for (ObjectName each : List.copyOf(now.keySet())) {
            if (!then.containsKey(each)) {
                remove(each);
            }
        }
        for (Map.Entry<ObjectName, byte[]> each : then.entrySet()) {
            forge(each.getKey(), each.getValue());
        }
    }

    /** Exchanges the bytes of two objects. */
    public synchronized void swap(ObjectName one, ObjectName other) throws StorageException {
        byte[] ofOne = now.get(one);
        forge(one, now.get(other));
        forge(other, ofOne);
    }

    /** Puts any bytes under a name, in the place of what was there. */
    public synchronized void forge(ObjectName name, byte[] content) throws StorageException {
        inner.delete(name);
        inner.put(name, content);
        now.put(name, content.clone());
    }

    /** Says from now on that there is no such object. */
    public synchronized void hide(ObjectName name) {
        hidden.add(name);
    }

    /** Shows again what was hidden. */
    public synchronized void showAll() {
        hidden.clear();
    }

    /** Makes an object vanish. */
    public synchronized void remove(ObjectName name) throws StorageException {
        inner.delete(name);
        now.remove(name);
    }

    /** All contents that were ever put, in their order; a replayed one is the second argument of {@link #forge}. */
    public synchronized List<byte[]> everPut() {
        return List.copyOf(everPut);
    }

    /**
     * Does one thing that a source of randomness decides.
     *
     * @param random decides all there is to decide
     * @param menu what to choose from, not empty
     * @return what was done and to which object; or empty if there is nothing to do it to
     */
    public synchronized Optional<String> attack(RandomGenerator random, List<Attack> menu) throws StorageException {
        Attack attack = menu.get(random.nextInt(menu.size()));
        if (attack == Attack.ROLLBACK) {
            int moment = random.nextInt(moments.size());
            rollBackTo(moment);
            return Optional.of(attack + " to " + moment);
        }
        List<ObjectName> names = new ArrayList<>(attack == Attack.REPLAY ? everNamed() : now.keySet());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        ObjectName victim = names.get(random.nextInt(names.size()));
        switch (attack) {
            case SWAP -> swap(victim, names.get(random.nextInt(names.size())));
            case FORGE -> forge(victim, forgery(random, now.get(victim)));
            case HIDE -> hide(victim);
            case DELETE -> remove(victim);
            default -> forge(victim, everPut.get(random.nextInt(everPut.size())));
        }
        return Optional.of(attack + " " + victim);
    }

    private Set<ObjectName> everNamed() {
        Set<ObjectName> names = new TreeSet<>();
        moments.forEach(each -> names.addAll(each.keySet()));
        return names;
    }

    private static byte[] forgery(RandomGenerator random, byte[] content) {
        byte[] forged = new byte[random.nextInt(content.length + 2)];
        if (random.nextInt(2) == 0) {
            random.nextBytes(forged);
            return forged;
        }
        System.arraycopy(content, 0, forged, 0, Math.min(content.length, forged.length));
        if (forged.length > 0) {
            forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return forged;
    }

    // ---- what it is taken for

    @Override
    public synchronized void put(ObjectName name, byte[] content) throws StorageException {
        inner.put(name, content);
        byte[] kept = content.clone();
        now.put(name, kept);
        everPut.add(kept);
        moments.add(Map.copyOf(now));
    }

    @Override
    public synchronized Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<byte[]> content = inner.get(name, maxBytes);
        return hidden.contains(name) ? Optional.empty() : content;
    }

    @Override
    public synchronized Set<ObjectName> list(String prefix) throws StorageException {
        Set<ObjectName> names = new TreeSet<>(inner.list(prefix));
        names.removeAll(hidden);
        return names;
    }

    @Override
    public synchronized void delete(ObjectName name) throws StorageException {
        inner.delete(name);
        now.remove(name);
        moments.add(Map.copyOf(now));
    }

    @Override
    public StorageTraits traits() {
        return inner.traits();
    }
}
