package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Which rows a client wants in one answer.
///
/// Immutable.
///
/// @param range in which they are
/// @param limit at most so many rows
/// @param contained only rows whose key has these bytes in it; empty for all
/// @param isKeysOnly without the values
/// @param time how long the client waits for the page
record PageQuestion(KeyRange range, int limit, Optional<Bytes> contained, boolean isKeysOnly, Duration time) {
    /// How many rows are looked at for one page: of a search that finds nothing among a billion rows too.
    static final int EXAMINED_MAX = 100_000;

    /// The rows of `range`, as many as the request wants, from where its token says.
    static PageQuestion of(WebRequest request, KeyRange range) {
        Optional<Bytes> token = ResumeToken.keyIn(request.parameter("after"));
        return new PageQuestion(
                resumed(range, token),
                Parameters.limit(request),
                Optional.empty(),
                false,
                Parameters.patience(request));
    }

    /// The same without values.
    PageQuestion keysOnly() {
        return new PageQuestion(range, limit, contained, true, time);
    }

    /// Only those whose key has `bytes` in it.
    PageQuestion containing(Bytes bytes) {
        return new PageQuestion(range, limit, Optional.of(bytes), isKeysOnly, time);
    }

    /// What the store is asked: all rows of the range. The page ends when it has enough of them, which the
    /// store cannot tell: not each row is wanted, and not before each row may a page end ([ResumeToken]).
    ScanQuestion scan() {
        return new ScanQuestion(range, 0, false, isKeysOnly, OptionalLong.empty());
    }

    /// The part of `range` that begins with the key `token`, and all of it without one. A token that lies
    /// before the range, because it is that of another question, does not make it wider.
    @Exercise("4.19")
    static KeyRange resumed(KeyRange range, Optional<Bytes> token) {
        Optional<Bytes> from = token.filter(key -> !range.isBefore(key)).or(range::from);
        return new KeyRange(from, range.to());
    }

    /// Whether the row is one of those that are wanted: all are, unless bytes are given that its key has
    /// to have in it ([#contained]). Every key has the empty bytes in it. It is asked of each row of a
    /// store, so it makes no objects ([Bytes#at]).
    @Exercise("4.19")
    boolean wants(Row row) {
        if (contained.isEmpty()) {
            return true;
        }
        Bytes wanted = contained.get();
        Bytes key = row.key();
        for (int at = 0; at + wanted.length() <= key.length(); at++) {
            int same = 0;
            while (same < wanted.length() && key.at(at + same) == wanted.at(same)) {
                same++;
            }
            if (same == wanted.length()) {
                return true;
            }
        }
        return false;
    }
}
