@NullMarked
package dev.cairn.lsm.table.interop;

import org.jspecify.annotations.NullMarked;
