/** Backups in a bucket of an object store that speaks S3. */
@NullMarked
package org.authenticatorbackup.storage.s3;

import org.jspecify.annotations.NullMarked;
