/// The log-structured merge store: a memtable over a log, sorted tables below it, and versions that tie them together.
@NullMarked
package dev.cairn.lsm;

import org.jspecify.annotations.NullMarked;
