/// Whatever is damaged, what is whole comes back.
@NullMarked
package dev.cairn.lsm.repair;

import org.jspecify.annotations.NullMarked;
