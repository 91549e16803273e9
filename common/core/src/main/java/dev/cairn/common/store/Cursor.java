package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;

/// A position in the rows of one [KeyRange], in key order, both ways.
///
/// ```
///   BEFORE_FIRST   row 0   row 1   ...   row n-1   AFTER_LAST
/// ```
///
/// A new cursor stands before the first row. Every method that moves answers whether it now stands on a row; only
/// there may [#key] and [#value] be called. From either end one step back in finds the nearest row again.
///
/// ```java
/// try (Cursor rows = store.scan(KeyRange.prefix(Bytes.utf8("user:")))) {
///     while (rows.next()) {
///         show(rows.key(), rows.value());
///     }
/// }
/// ```
///
/// Where a move fails, the cursor stands nowhere: neither on a row nor at an end. [#next], [#previous], [#key] and
/// [#value] then throw that failure again, until [#first], [#last] or [#seek] has put it somewhere. When its store is
/// closed, all but [#isOnRow] and [#close] throws [StoreException.Closed].
///
/// Confined to one thread.
public interface Cursor extends AutoCloseable {
    /// Moves to the first row of the range.
    boolean first();

    /// Moves to the last row of the range.
    boolean last();

    /// Moves to the first row whose key is at or after `key` and inside the range.
    boolean seek(Bytes key);

    /// Moves one row forward; from before the first to the first. Past the end it stays past the end.
    boolean next();

    /// Moves one row back; from after the last to the last. Before the start it stays before the start.
    boolean previous();

    /// Whether the cursor stands on a row.
    boolean isOnRow();

    /// The key of the row.
    Bytes key();

    /// The value of the row.
    Bytes value();

    /// Releases what the cursor holds. Closing twice is the same as once.
    @Override
    void close();
}
