@NullMarked
package dev.cairn.rpc.cli.kv;

import org.jspecify.annotations.NullMarked;
