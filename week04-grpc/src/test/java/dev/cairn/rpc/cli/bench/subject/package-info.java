@NullMarked
package dev.cairn.rpc.cli.bench.subject;

import org.jspecify.annotations.NullMarked;
