@NullMarked
package dev.cairn.rpc.cli.serve;

import org.jspecify.annotations.NullMarked;
