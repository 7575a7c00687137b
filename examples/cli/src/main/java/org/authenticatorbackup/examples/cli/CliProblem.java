package org.authenticatorbackup.examples.cli;

import java.util.Locale;
import org.authenticatorbackup.api.Problem;

/** What the program itself refuses, beside the reasons of the library. */
enum CliProblem implements Problem {

    /** The home directory was never made. */
    NO_HOME,

    /** A home is there already. */
    HOME_EXISTS,

    /** Another process works on the home. */
    HOME_IN_USE,

    /** A file that the person named could not be read. */
    FILE_UNREADABLE,

    /** A file that the person named could not be written. */
    FILE_UNWRITABLE,

    /** A file to be written is there already. */
    FILE_EXISTS,

    /** A picture that should show a recovery kit is damaged. */
    PICTURE_UNREADABLE,

    /** A picture that should show a recovery kit has too many pixels. */
    PICTURE_TOO_LARGE,

    /** A picture shows no QR code that can be read. */
    NO_CODE_IN_PICTURE,

    /** The share of a contact is sealed to another key, or damaged. */
    SHARE_SEALED,

    /** Whoever asks a contact for a share said other words than those of the request, or asks for another slot. */
    OTHER_REQUEST,

    /** The other device lets into another vault than it shows, or somebody else has answered. */
    OTHER_VAULT,

    /** What must be seen before the work goes on could not be shown. */
    OUTPUT_UNWRITABLE,

    /** The text is no key URI that this program reads. */
    BAD_URI,

    /** No account has that id. */
    UNKNOWN_ACCOUNT,

    /** Several accounts have ids that begin so. */
    AMBIGUOUS_ACCOUNT,

    /** The account's codes do not come from a counter. */
    NO_COUNTER,

    /** The storage holds several vaults. */
    SEVERAL_VAULTS,

    /** What cannot be taken back was not confirmed. */
    NOT_CONFIRMED,

    /** The passphrase arrived in another character set than UTF-8. */
    GARBLED_PASSPHRASE,

    /** A mistake in this program or in the library. */
    UNEXPECTED;

    @Override
    public String messageKey() {
        return "cli." + name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Retry retry() {
        return this == HOME_IN_USE ? Retry.CAN_HELP : Retry.IS_USELESS;
    }
}
