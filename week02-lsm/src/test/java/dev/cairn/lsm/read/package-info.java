/// Tests of the layers of a store, and of how they are looked through.
@NullMarked
package dev.cairn.lsm.read;

import org.jspecify.annotations.NullMarked;
