/// Tests of who may ask what, and of TLS.
@NullMarked
package dev.cairn.rpc.access;

import org.jspecify.annotations.NullMarked;
