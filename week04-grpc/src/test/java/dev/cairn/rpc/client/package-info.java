@NullMarked
package dev.cairn.rpc.client;

import org.jspecify.annotations.NullMarked;
