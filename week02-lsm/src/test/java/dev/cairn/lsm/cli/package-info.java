/// `cairn db` on the engine `lsm`.
@NullMarked
package dev.cairn.lsm.cli;

import org.jspecify.annotations.NullMarked;
