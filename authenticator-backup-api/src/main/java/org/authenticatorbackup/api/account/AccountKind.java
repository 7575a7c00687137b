package org.authenticatorbackup.api.account;

/** What sort of account it is, which decides how much of it is backed up. */
public enum AccountKind {

    /** At a service that is neither the app's own nor an employer's. Its codes are backed up. */
    THIRD_PARTY,

    /** The person's own account at the provider of the app. Its codes are backed up. */
    PERSONAL,

    /** An employer's or a school's. Backed up by name alone: after a recovery its provider verifies the person. */
    WORK_OR_SCHOOL
}
