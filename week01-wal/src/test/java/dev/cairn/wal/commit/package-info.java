/// Tests of group commit.
@NullMarked
package dev.cairn.wal.commit;

import org.jspecify.annotations.NullMarked;
