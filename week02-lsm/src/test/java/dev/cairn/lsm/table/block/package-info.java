@NullMarked
package dev.cairn.lsm.table.block;

import org.jspecify.annotations.NullMarked;
