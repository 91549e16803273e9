@NullMarked
package dev.cairn.rpc.metrics;

import org.jspecify.annotations.NullMarked;
