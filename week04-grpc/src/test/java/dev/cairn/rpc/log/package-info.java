@NullMarked
package dev.cairn.rpc.log;

import org.jspecify.annotations.NullMarked;
