/// `cairn token`: makes tokens, and lists those of a file. The door is [TokenCommand].
@NullMarked
package dev.cairn.rpc.cli.token;

import org.jspecify.annotations.NullMarked;
