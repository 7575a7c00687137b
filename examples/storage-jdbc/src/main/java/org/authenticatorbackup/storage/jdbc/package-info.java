/** Backups in a table of a PostgreSQL database, or of one that speaks like it. */
@NullMarked
package org.authenticatorbackup.storage.jdbc;

import org.jspecify.annotations.NullMarked;
