@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
