/** Pure functions from bytes to bytes: age files, vault keys, slots, the recovery kit and one-time codes. */
module org.authenticatorbackup.crypto {
    requires org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports org.authenticatorbackup.crypto.age;
    exports org.authenticatorbackup.crypto.otp;
    exports org.authenticatorbackup.crypto.share;
    exports org.authenticatorbackup.crypto.vault;
}
