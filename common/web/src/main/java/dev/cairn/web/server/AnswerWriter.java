package dev.cairn.web.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import dev.cairn.workbook.Exercise;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/// Writes an answer, piece by piece: the next one is written when the client has taken those before, so
/// that of an answer of any length one piece is in memory that was not there before.
///
/// Confined to the thread of its call, which waits here for a slow client.
final class AnswerWriter {
    /// No more is given to the connection at once.
    static final int PIECE_BYTES = 64 * 1024;

    private final Channel channel;
    private final Form form;
    private volatile int status;
    private volatile boolean keepsAlive;

    AnswerWriter(Channel channel, Form form) {
        this.channel = channel;
        this.form = form;
        this.keepsAlive = form.keepsAlive();
    }

    /// What the request says of the form of its answer.
    ///
    /// Immutable.
    ///
    /// @param isHead whether it has headers only
    /// @param isOld whether the client knows no chunks: an answer of unknown length ends with the
    ///     connection
    /// @param keepsAlive whether the connection is to live on
    record Form(boolean isHead, boolean isOld, boolean keepsAlive) {
        /// The same, with a connection that ends.
        Form last() {
            return new Form(isHead, isOld, false);
        }
    }

    /// The status that was written, or 0 if nothing was.
    int status() {
        return status;
    }

    /// Whether the connection lives on after what was written.
    boolean keepsAlive() {
        return keepsAlive;
    }

    /// Writes all of it. A stream is closed, whatever happens.
    ///
    /// @return whether the client has got all of it
    /// @throws InterruptedException if the client has left
    boolean write(WebAnswer answer) throws InterruptedException {
        return switch (answer) {
            case WebAnswer.Whole whole -> write(whole);
            case WebAnswer.Stream stream -> write(stream);
        };
    }

    private boolean write(WebAnswer.Whole whole) throws InterruptedException {
        Bytes body = whole.body();
        if (form.isHead() || body.length() <= PIECE_BYTES) {
            FullHttpResponse response = full(whole, form);
            status = whole.status();
            return isTaken(channel.writeAndFlush(response));
        }
        HttpMessage head = headOf(whole, form);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length());
        status = whole.status();
        var _ = channel.write(head);
        return writePieces(body) && isTaken(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /// Writes these bytes of a body, each [#PIECE_BYTES] of them as a [DefaultHttpContent] of its own: the
    /// next ones when the client has taken those before.
    ///
    /// @return whether all were taken; after one that was not, nothing more is written
    private boolean writePieces(Bytes bytes) throws InterruptedException {
        for (int from = 0; from < bytes.length(); from += PIECE_BYTES) {
            int to = Math.min(bytes.length(), from + PIECE_BYTES);
            if (!isTaken(channel.writeAndFlush(new DefaultHttpContent(wrapped(bytes, from, to))))) {
                return false;
            }
        }
        return true;
    }

    private boolean write(WebAnswer.Stream stream) throws InterruptedException {
        try (WebChunks chunks = stream.chunks()) {
            keepsAlive = form.keepsAlive() && !form.isOld();
            HttpMessage head = headOf(stream, form.isOld() ? form.last() : form);
            if (form.isHead()) {
                status = stream.status();
                var _ = channel.write(head);
                return isTaken(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
            }
            if (!form.isOld()) {
                head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
            status = stream.status();
            return isTaken(channel.writeAndFlush(head)) && writeAll(chunks);
        }
    }

    /// Writes the chunks, each by [#writePieces], and at their end [LastHttpContent#EMPTY_LAST_CONTENT].
    ///
    /// The next chunk is asked for when the client has taken the one before ([#writePieces] waits for that,
    /// and of the end [#isTaken]), and not sooner: this thread is as slow as the client, and no more than
    /// one chunk is in memory. As soon as one is not taken nothing further is asked for or written: the
    /// client has left, or was cut off. What the chunks throw goes on its way, and there is no end then;
    /// that is how the client sees that something is missing.
    ///
    /// @return whether all was taken, the end too
    @Exercise("4.20")
    private boolean writeAll(WebChunks chunks) throws InterruptedException {
        Optional<Bytes> next = chunks.next();
        while (next.isPresent()) {
            if (!writePieces(next.get())) {
                return false;
            }
            next = chunks.next();
        }
        return isTaken(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /// A short answer as one message. A header that is none, such as one of two lines, is a bug of the
    /// caller.
    static FullHttpResponse full(WebAnswer.Whole answer, Form form) {
        boolean hasBody = !form.isHead() && mayHaveBody(answer.status());
        ByteBuf content = hasBody ? wrapped(answer.body(), 0, answer.body().length()) : Unpooled.EMPTY_BUFFER;
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
        fill(response.headers(), answer, form);
        if (mayHaveBody(answer.status())) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length());
        }
        return response;
    }

    private static HttpMessage headOf(WebAnswer answer, Form form) {
        HttpMessage head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
        fill(head.headers(), answer, form);
        return head;
    }

    private static void fill(HttpHeaders headers, WebAnswer answer, Form form) {
        headers.set("x-content-type-options", "nosniff");
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        answer.headers().forEach(headers::set);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        headers.set(
                HttpHeaderNames.CONNECTION, form.keepsAlive() ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    }

    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    private static ByteBuf wrapped(Bytes bytes, int from, int to) {
        return Unpooled.wrappedBuffer(bytes.slice(from, to).asBuffer());
    }

    /// Waits until the client, or what lies before it, has taken what was written; whether it has.
    private static boolean isTaken(ChannelFuture written) throws InterruptedException {
        return written.await().isSuccess();
    }
}
