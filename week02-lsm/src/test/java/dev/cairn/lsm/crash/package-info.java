@NullMarked
package dev.cairn.lsm.crash;

import org.jspecify.annotations.NullMarked;
