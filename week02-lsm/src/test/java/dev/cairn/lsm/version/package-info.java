/// Tests of versions, edits and the manifest.
@NullMarked
package dev.cairn.lsm.version;

import org.jspecify.annotations.NullMarked;
