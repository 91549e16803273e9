@NullMarked
package dev.cairn.rpc;

import org.jspecify.annotations.NullMarked;
