/** The backup and recovery services. Start with {@link org.authenticatorbackup.core.AuthenticatorBackup}. */
module org.authenticatorbackup.core {
    requires com.fasterxml.jackson.core;
    requires org.authenticatorbackup.crypto;
    requires transitive org.authenticatorbackup.api;
    requires static transitive org.jspecify;

    exports org.authenticatorbackup.core;
    exports org.authenticatorbackup.core.interchange;
    exports org.authenticatorbackup.core.message;
    exports org.authenticatorbackup.core.storage;
}
