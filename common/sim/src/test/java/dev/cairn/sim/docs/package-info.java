/// Tests of pages whose code lies below the simulation kit.
@NullMarked
package dev.cairn.sim.docs;

import org.jspecify.annotations.NullMarked;
