/// Tests of copies of whole stores.
@NullMarked
package dev.cairn.backup;

import org.jspecify.annotations.NullMarked;
