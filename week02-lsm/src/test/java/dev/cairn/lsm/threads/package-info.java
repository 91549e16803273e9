/// What threads do to the store beside each other, and what a killed process leaves.
@NullMarked
package dev.cairn.lsm.threads;

import org.jspecify.annotations.NullMarked;
