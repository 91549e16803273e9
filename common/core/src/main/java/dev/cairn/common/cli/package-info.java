/// What every command of the `cairn` program shares and what needs no command-line library: exit codes, the one
/// line of an error, rows as text, reports, and the progress of long work.
@NullMarked
package dev.cairn.common.cli;

import org.jspecify.annotations.NullMarked;
