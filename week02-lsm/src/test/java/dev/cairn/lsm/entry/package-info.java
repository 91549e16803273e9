@NullMarked
package dev.cairn.lsm.entry;

import org.jspecify.annotations.NullMarked;
