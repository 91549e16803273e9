/// A shell around the commands of a program: lines that are typed or piped, split into words, and run one by one.
@NullMarked
package dev.cairn.wal.cli.shell;

import org.jspecify.annotations.NullMarked;
