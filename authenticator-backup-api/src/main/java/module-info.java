/** What an app sees and implements: the account model, the two services, and the interfaces that it plugs in. */
module org.authenticatorbackup.api {
    requires static transitive org.jspecify;

    exports org.authenticatorbackup.api;
    exports org.authenticatorbackup.api.account;
    exports org.authenticatorbackup.api.backup;
    exports org.authenticatorbackup.api.check;
    exports org.authenticatorbackup.api.readiness;
    exports org.authenticatorbackup.api.recovery;
    exports org.authenticatorbackup.api.spi;
    exports org.authenticatorbackup.api.vault;
    exports org.authenticatorbackup.api.verification;
}
