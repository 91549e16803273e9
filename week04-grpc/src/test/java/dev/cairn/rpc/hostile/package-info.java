/// Tests of a server that meets those who mean it harm, or know no better.
@NullMarked
package dev.cairn.rpc.hostile;

import org.jspecify.annotations.NullMarked;
