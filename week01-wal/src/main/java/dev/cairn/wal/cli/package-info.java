/// The commands `cairn db`: a store in a directory, handled from the command line.
///
/// | door | who uses it |
/// |---|---|
/// | [DbCommand] | the program, which puts the commands of all weeks together |
/// | [Engine], [ReadableStore], [WritableStore] | a week that brings another kind of store |
/// | [StoreDirectory], [WritableDirectory] | a week that brings further commands: options as mixins |
/// | [StoreCommands], [StoreSource] | a program whose stores are in no directory |
/// | [RowOptions], [ReportOptions] | the same, for what a command prints |
/// | [Failures] | every program: one line and one exit code for each failure |
@NullMarked
package dev.cairn.wal.cli;

import org.jspecify.annotations.NullMarked;
