/**
 * The age v1 file format: header, stanzas, recipients and identities.
 *
 * <p>What is written is a plain age v1 file (age-encryption.org/v1), in its binary form, which every age tool opens; files to
 * a {@link org.authenticatorbackup.crypto.age.HybridRecipient} need one of age 1.3 or later. {@link
 * org.authenticatorbackup.crypto.age.AgeArmor} is its text form. That format is stable and so are the texts of the keys.
 *
 * <p>All randomness is handed in as a {@link java.security.SecureRandom}, and nothing here does input or output. Secrets are
 * wiped when they are closed, and keys derived from them once they are used; copies that the platform or Bouncy Castle makes
 * inside their ciphers are left to the garbage collector.
 */
@NullMarked
package org.authenticatorbackup.crypto.age;

import org.jspecify.annotations.NullMarked;
