/// The node's page: what a browser shows of a node that runs, live. The door is
/// [dev.cairn.rpc.page.NodePage]; parts of a node hand in a [dev.cairn.rpc.page.Panel] each.
@NullMarked
package dev.cairn.rpc.page;

import org.jspecify.annotations.NullMarked;
