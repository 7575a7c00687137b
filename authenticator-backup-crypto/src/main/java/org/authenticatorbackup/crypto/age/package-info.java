/** The age v1 file format: header, stanzas, recipients and identities. */
@NullMarked
package org.authenticatorbackup.crypto.age;

import org.jspecify.annotations.NullMarked;
