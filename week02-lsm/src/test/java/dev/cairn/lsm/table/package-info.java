@NullMarked
package dev.cairn.lsm.table;

import org.jspecify.annotations.NullMarked;
