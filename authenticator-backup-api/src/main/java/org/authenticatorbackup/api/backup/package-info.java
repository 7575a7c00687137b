/** What a backup reports: receipts and health. */
@NullMarked
package org.authenticatorbackup.api.backup;

import org.jspecify.annotations.NullMarked;
