/// Tests of the commands of week 4.
@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
