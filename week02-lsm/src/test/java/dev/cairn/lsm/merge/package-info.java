@NullMarked
package dev.cairn.lsm.merge;

import org.jspecify.annotations.NullMarked;
