/// Tests of the node's page, some of them in a real browser.
@NullMarked
package dev.cairn.rpc.page;

import org.jspecify.annotations.NullMarked;
