@NullMarked
package dev.cairn.rpc.page;

import org.jspecify.annotations.NullMarked;
