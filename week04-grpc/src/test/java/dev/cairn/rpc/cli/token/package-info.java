/// Tests of the commands for tokens.
@NullMarked
package dev.cairn.rpc.cli.token;

import org.jspecify.annotations.NullMarked;
