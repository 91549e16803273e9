/// The store over HTTP, with and without a network.
@NullMarked
package dev.cairn.rpc.rest;

import org.jspecify.annotations.NullMarked;
