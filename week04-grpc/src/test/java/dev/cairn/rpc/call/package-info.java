@NullMarked
package dev.cairn.rpc.call;

import org.jspecify.annotations.NullMarked;
