/** Backups in a folder of a WebDAV server: a NAS, a cloud drive, a web host. */
@NullMarked
package org.authenticatorbackup.storage.webdav;

import org.jspecify.annotations.NullMarked;
