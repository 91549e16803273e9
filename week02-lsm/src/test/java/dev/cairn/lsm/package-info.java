@NullMarked
package dev.cairn.lsm;

import org.jspecify.annotations.NullMarked;
