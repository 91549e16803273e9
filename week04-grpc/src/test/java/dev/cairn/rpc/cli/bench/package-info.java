@NullMarked
package dev.cairn.rpc.cli.bench;

import org.jspecify.annotations.NullMarked;
