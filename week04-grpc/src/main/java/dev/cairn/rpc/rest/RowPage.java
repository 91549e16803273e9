package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.web.WebChunks;
import dev.cairn.workbook.Exercise;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The rows of one scan as one JSON object, written piece by piece as the client takes them.
///
/// ```
///   piece 1   {"data":{"records":[{"key":"a","value":"1"},{"key":"b","value":"2"}
///   piece 2   ,{"key":"c","value":"3"}
///   piece 3   ,{"key":"d","value":"4"}],"next":"ZQ"},"success":true,"message":"4 records found"}
/// ```
///
/// 1. A piece is made of one chunk of rows, and the next chunk is taken when the next piece is asked for.
///    No other rows are in memory, however many there are.
/// 2. All pieces together are one JSON object, whatever the chunks are.
/// 3. What fails before the first piece fails in [#begin], and has a status of its own. What fails later
///    comes when the status is long with the client: then the object is never closed, and the connection
///    is cut. `success` stands at the end for the same reason: whoever sees it has seen all.
/// 4. However it ends, the rows are given back.
///
/// Confined to one thread, but for [#close].
final class RowPage implements WebChunks {
    private final ServedRows rows;
    private final PageQuestion question;
    private final BooleanSupplier isLate;
    private final Function<Long, String> message;
    private Optional<RowChunk> first = Optional.empty();
    private Optional<Bytes> last = Optional.empty();
    private boolean isBegun;
    private boolean isOver;
    private long count;
    private long examined;

    /// @param rows of the scan that the question asks for, which are this one's from now on
    /// @param isLate whether the time of the page is over
    /// @param message of the number of rows, for the end
    RowPage(ServedRows rows, PageQuestion question, BooleanSupplier isLate, Function<Long, String> message) {
        this.rows = rows;
        this.question = question;
        this.isLate = isLate;
        this.message = message;
    }

    /// Takes the first chunk ([#taken]) and keeps it as [#first]: as long as nothing was sent, a failure
    /// is an answer like any other. If it fails, whatever it is, the rows are given back before it goes
    /// on its way.
    @Exercise("4.19")
    void begin() {
        try {
            first = Optional.of(taken());
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /// The next piece: the one of the [#first] chunk, which is taken already, or of the next one
    /// ([#taken]). Empty if the object is closed.
    ///
    /// - The first piece begins with [#appendHead].
    /// - Then come the rows ([#appendRows]). If that says where another page begins, or the chunk is the
    ///   last, the object is closed ([#appendTail]) and the rows are given back: a slow client who takes
    ///   the last piece holds no cursor.
    /// - A chunk of which nothing is wanted makes no piece, and the next one is taken. Before each, who
    ///   has left is noticed ([Thread#interrupted]).
    @Override
    @Exercise("4.19")
    public Optional<Bytes> next() throws InterruptedException {
        ByteWriter piece = new ByteWriter();
        while (!isOver && piece.size() == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the client has left");
            }
            RowChunk chunk = first.isPresent() ? first.get() : taken();
            first = Optional.empty();
            if (!isBegun) {
                isBegun = true;
                appendHead(piece);
            }
            Optional<Bytes> next = appendRows(piece, chunk);
            if (next.isPresent() || chunk.isLast()) {
                isOver = true;
                appendTail(piece, next);
                close();
            }
        }
        return piece.size() == 0 ? Optional.empty() : Optional.of(piece.takeBytes());
    }

    @Override
    public void close() {
        rows.close();
    }

    /// The next chunk of the rows. A [StoreException] is thrown on as what the rows say of it
    /// ([ServedRows#problemOf]), in the words of HTTP ([HttpStatuses#failure]).
    @Exercise("4.19")
    private RowChunk taken() {
        try {
            return rows.next();
        } catch (StoreException failure) {
            throw HttpStatuses.failure(rows.problemOf(failure));
        }
    }

    /// Appends those rows of `chunk` that are wanted ([PageQuestion#wants]), with a comma between two of
    /// the page ([#count] is how many there have been), until the page has enough ([#isEnough], asked
    /// before each row). Enough or not, it ends only where another one can begin: before a row for which
    /// there is a place behind the row before ([ResumeToken#between], with [#last]). Else it goes on, and
    /// has more than it was asked for. Of each row that is passed, wanted or not, the key becomes [#last],
    /// and [#examined] counts it.
    ///
    /// @return the key with which another page begins: that place, or if the page does not end here, what
    ///     the chunk says; empty if the page goes on or there is nothing behind it
    @Exercise("4.19")
    private Optional<Bytes> appendRows(ByteWriter piece, RowChunk chunk) {
        for (Row row : chunk.rows()) {
            boolean isWanted = question.wants(row);
            Optional<Bytes> place = isEnough(isWanted) ? ResumeToken.between(last, row.key()) : Optional.empty();
            if (place.isPresent()) {
                return place;
            }
            if (isWanted) {
                if (count > 0) {
                    piece.u8(',');
                }
                append(piece, row);
                count++;
            }
            last = Optional.of(row.key());
            examined++;
        }
        return chunk.next();
    }

    /// Whether the page has enough before a row: it has as many rows as the question allows, and this one
    /// is wanted too; or it has looked at as many as it may, or for as long. One row is always looked at,
    /// or a client would ask for ever.
    private boolean isEnough(boolean isWanted) {
        return examined > 0
                && ((isWanted && count >= question.limit())
                        || examined >= PageQuestion.EXAMINED_MAX
                        || isLate.getAsBoolean());
    }

    /// Appends one row: its key alone if the question is for keys ([Answers#appendKey]), else as
    /// [RowFormat#JSON].
    @Exercise("4.19")
    private void append(ByteWriter piece, Row row) {
        if (question.isKeysOnly()) {
            Answers.appendKey(piece, row.key());
        } else {
            RowFormat.JSON.append(piece, row.key(), row.value());
        }
    }

    private void appendHead(ByteWriter piece) {
        piece.raw(Bytes.utf8(question.isKeysOnly() ? "{\"data\":{\"keys\":[" : "{\"data\":{\"records\":["));
    }

    /// Appends the end of the object: of its array; `"next"` with the token of that key
    /// ([ResumeToken#of]), if there is one; the end of `data`; `"success":true`; the [#message] of the
    /// [#count]; and a line's end. The picture of this class has it to the letter.
    @Exercise("4.19")
    private void appendTail(ByteWriter piece, Optional<Bytes> next) {
        piece.u8(']');
        next.ifPresent(key -> piece.raw(Bytes.utf8(",\"next\":\"" + ResumeToken.of(key) + "\"")));
        piece.raw(Bytes.utf8("},\"success\":true,\"message\":"));
        Answers.appendText(piece, message.apply(count));
        piece.raw(Bytes.utf8("}\n"));
    }
}
