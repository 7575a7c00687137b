package org.authenticatorbackup.core.simulation;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.core.history.Contents;

/**
 * A bug inside the library, until this is closed: a method of the running library is changed, and nothing in the
 * library has to be prepared for it.
 */
public final class Planting {

    private static final AtomicReference<PlantedJoins> JOIN = new AtomicReference<>();

    static {
        ModuleLayer.boot().findModule("java.instrument").ifPresent(Planting.class.getModule()::addReads);
    }

    private final Instrumentation instrumentation = ByteBuddyAgent.install();
    private final ResettableClassFileTransformer transformer;

    private Planting(Class<?> type, String method, Class<?> advice) {
        transformer = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(is(type))
                .transform((builder, description, loader, module, domain) ->
                        builder.visit(Advice.to(advice).on(named(method))))
                .installOn(instrumentation);
    }

    /** Every join of contents has a bug. */
    static Planting join(PlantedJoins bug) {
        JOIN.set(bug);
        return new Planting(Contents.class, "join", SpoiltJoin.class);
    }

    /** A method that returns a text returns always the same. */
    static Planting sameText(Class<?> type, String method) {
        return new Planting(type, method, SameText.class);
    }

    /** A method that returns the accounts of an app returns none. */
    static Planting noAccounts(Class<?> type, String method) {
        return new Planting(type, method, NoAccounts.class);
    }

    /** A method that returns a status returns always a good one. */
    static Planting goodStatus(Class<?> type, String method) {
        return new Planting(type, method, GoodStatus.class);
    }

    /** Takes the bug out. */
    void close() {
        transformer.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
    }

    /** Called from within the changed method. */
    public static Contents spoilt(Contents one, Contents other, Contents joined) {
        return JOIN.get().spoilt(one, other, joined);
    }

    @SuppressWarnings("UnusedVariable") // what is written is what the changed method returns
    static final class SpoiltJoin {

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Contents one,
                @Advice.Argument(0) Contents other,
                @Advice.Return(readOnly = false) Contents joined) {
            joined = Planting.spoilt(one, other, joined);
        }
    }

    @SuppressWarnings("UnusedVariable") // what is written is what the changed method returns
    static final class SameText {

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) String text) {
            text = "0000000000000000000000000000000000000000000000000000000000000000";
        }
    }

    @SuppressWarnings("UnusedVariable") // what is written is what the changed method returns
    static final class NoAccounts {

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) VaultContents contents) {
            contents = VaultContents.EMPTY;
        }
    }

    @SuppressWarnings("UnusedVariable") // what is written is what the changed method returns
    static final class GoodStatus {

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) BackupHealth.Status status) {
            status = BackupHealth.Status.PROTECTED;
        }
    }
}
