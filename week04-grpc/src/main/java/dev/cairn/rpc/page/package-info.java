/// The node's page: what a browser shows of a node that runs, live.
@NullMarked
package dev.cairn.rpc.page;

import org.jspecify.annotations.NullMarked;
