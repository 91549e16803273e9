@NullMarked
package dev.cairn.lsm.memtable;

import org.jspecify.annotations.NullMarked;
