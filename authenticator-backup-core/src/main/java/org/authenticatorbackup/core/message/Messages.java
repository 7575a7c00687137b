package org.authenticatorbackup.core.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.check.StorageFlaw;
import org.authenticatorbackup.api.readiness.ReadinessWarning;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.verification.VerificationTask;

/**
 * The library's sentences for people, in English and in simplified Chinese: what happened, why, and what to do next. An
 * app that has words of its own for its screens finds them by {@link Problem#messageKey()} and takes the others from here.
 *
 * <p>Sentences carry what {@link ProblemException#arguments()} say, such as numbers of accounts, and never a secret.
 * Immutable, and safe for use by several threads.
 */
public final class Messages {

    /** Numbers of more digits are none that a person would have to read. */
    private static final int MOST_DIGITS = 9;

    private final Locale locale;
    private final Map<String, String> sentences;

    private Messages(Locale locale, String bundle) {
        this.locale = locale;
        this.sentences = read(bundle);
    }

    /**
     * The sentences for people of some language.
     *
     * @param locale the language; of Chinese ones always the simplified script, of all that the library does not speak
     *     English
     * @return the sentences
     */
    public static Messages in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage())
                ? new Messages(Locale.SIMPLIFIED_CHINESE, "messages_zh.properties")
                : new Messages(Locale.ENGLISH, "messages.properties");
    }

    /** Not by the platform's lookup, which takes the file for Latin-1 on some, and looks for the default locale first. */
    private static Map<String, String> read(String bundle) {
        Map<String, String> sentences = new HashMap<>();
        try (InputStream file = Messages.class.getResourceAsStream(bundle)) {
            if (file == null) {
                throw new AssertionError(bundle + " belongs to the library");
            }
            ResourceBundle all = new PropertyResourceBundle(new InputStreamReader(file, UTF_8));
            all.keySet().forEach(key -> sentences.put(key, all.getString(key)));
        } catch (IOException e) {
            throw new AssertionError(bundle + " belongs to the library", e);
        }
        return sentences;
    }

    /** {@return the language that these sentences are in: English or simplified Chinese} */
    public Locale locale() {
        return locale;
    }

    /**
     * Why something failed, and what to do.
     *
     * @param failure any of the library's
     * @return one or more sentences
     */
    public String of(ProblemException failure) {
        return of(failure.reason(), failure.arguments());
    }

    /**
     * Why something failed, and what to do.
     *
     * @param problem any of the library's
     * @param arguments what {@link ProblemException#arguments()} said; may be empty if only the reason was kept
     * @return one or more sentences
     * @throws IllegalArgumentException if the problem is none of the library's
     */
    public String of(Problem problem, List<String> arguments) {
        return sentence(problem.messageKey(), arguments);
    }

    /**
     * What a recovery or a sync warns of.
     *
     * @param warning the warning
     * @return one or more sentences
     */
    public String of(RecoveryWarning warning) {
        return sentence("warning", warning);
    }

    /**
     * What would stand in the way of a recovery, and what to do.
     *
     * @param warning the warning
     * @return one or more sentences
     */
    public String of(ReadinessWarning warning) {
        return sentence("readiness", warning);
    }

    /**
     * What a check has found amiss in a storage, and what to do.
     *
     * @param flaw the flaw
     * @return one or more sentences
     */
    public String of(StorageFlaw flaw) {
        return sentence(flaw.messageKey(), List.of());
    }

    /**
     * What an audit has found.
     *
     * @param finding the finding
     * @return one or more sentences
     */
    public String of(LaneFinding finding) {
        return sentence("finding", finding);
    }

    /**
     * How well a device is protected.
     *
     * @param status the status
     * @return one sentence
     */
    public String of(BackupHealth.Status status) {
        return sentence("status", status);
    }

    /**
     * How a destination is doing.
     *
     * @param state its state
     * @return one sentence
     */
    public String of(DestinationHealth.State state) {
        return sentence("destination", state);
    }

    /**
     * What became of an account in a recovery.
     *
     * @param outcome the outcome
     * @return one sentence
     */
    public String of(AccountOutcome.Outcome outcome) {
        return sentence("outcome", outcome);
    }

    /**
     * Why a stored object was left out.
     *
     * @param reason the reason
     * @return one sentence
     */
    public String of(UnreadableObject.Reason reason) {
        return sentence("unreadable", reason);
    }

    /**
     * How far the verification of an account has come, and what to do.
     *
     * @param state the state
     * @return one or more sentences
     */
    public String of(VerificationTask.State state) {
        return sentence("task", state);
    }

    /**
     * Whether a recovery kit is the right one.
     *
     * @param verdict the verdict
     * @return one or more sentences
     */
    public String of(KitVerdict verdict) {
        return sentence("kit", verdict);
    }

    private String sentence(String family, Enum<?> constant) {
        return sentence(family + "." + constant.name().toLowerCase(Locale.ROOT), List.of());
    }

    private String sentence(String key, List<String> arguments) {
        String pattern = sentences.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence for " + key);
        }
        MessageFormat format = new MessageFormat(pattern, locale);
        int wanted = format.getFormatsByArgumentIndex().length;
        Object[] filled = new Object[wanted];
        for (int i = 0; i < wanted; i++) {
            filled[i] = i < arguments.size() ? argument(arguments.get(i)) : Integer.valueOf(0);
        }
        return format.format(filled);
    }

    /** Numbers as such, so that a sentence can tell one from many. */
    private static Object argument(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? (Object) Long.valueOf(text) : text;
    }

    /** Shows the language. */
    @Override
    public String toString() {
        return "Messages[" + locale.toLanguageTag() + "]";
    }
}
