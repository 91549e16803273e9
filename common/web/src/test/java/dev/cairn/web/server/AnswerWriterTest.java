package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is given to a connection at once.
@Timeout(20)
final class AnswerWriterTest {
    private static final Bytes LONG = Bytes.wrap(new byte[3_000_000]);

    @Test
    @Tag("4.20")
    void a_chunk_of_any_length_is_written_in_pieces() throws Exception {
        WebAnswer answer = new WebAnswer.Stream(200, Map.of(), new OneChunk());

        assertThat(piecesOf(answer)).allMatch(size -> size <= 64 * 1024).satisfies(AnswerWriterTest::areAll);
    }

    @Test
    void so_is_a_body_that_is_whole() throws Exception {
        WebAnswer answer = WebAnswer.of(200, "x/y", LONG);

        assertThat(piecesOf(answer)).allMatch(size -> size <= 64 * 1024).satisfies(AnswerWriterTest::areAll);
    }

    @Test
    @Tag("4.20")
    void the_next_chunk_is_asked_for_when_the_one_before_is_taken() throws Exception {
        Chunks chunks = new Chunks(new EmbeddedChannel());

        assertThat(chunks.write()).isTrue();

        assertThat(chunks.takenWhenAsked)
                .as("bytes taken each time that a chunk was asked for")
                .containsExactly(0, 10, 20, 30);
        assertThat(chunks.isEnded()).isTrue();
    }

    @Test
    @Tag("4.20")
    void behind_a_piece_that_was_not_taken_nothing_is_asked_for_or_written() throws Exception {
        Chunks chunks = new Chunks(new EmbeddedChannel(new SecondIsLost()));

        assertThat(chunks.write()).as("whether all was taken").isFalse();

        assertThat(chunks.takenWhenAsked)
                .as("bytes taken each time that a chunk was asked for")
                .containsExactly(0, 10);
        assertThat(chunks.isEnded()).as("whether the end was written").isFalse();
    }

    private static void areAll(List<? extends Integer> sizes) {
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LONG.length());
    }

    private static List<Integer> piecesOf(WebAnswer answer) throws InterruptedException {
        EmbeddedChannel channel = new EmbeddedChannel();
        AnswerWriter writer = new AnswerWriter(channel, new AnswerWriter.Form(false, false, true));
        assertThat(writer.write(answer)).isTrue();
        List<Integer> sizes = new ArrayList<>();
        for (Object message : channel.outboundMessages()) {
            if (message instanceof HttpContent content) {
                sizes.add(content.content().readableBytes());
            }
        }
        channel.finishAndReleaseAll();
        return sizes;
    }

    /// Three chunks of ten bytes, and how much was taken whenever one was asked for. Confined to one thread.
    private static final class Chunks implements WebChunks {
        private final List<Integer> takenWhenAsked = new ArrayList<>();
        private final EmbeddedChannel channel;

        Chunks(EmbeddedChannel channel) {
            this.channel = channel;
        }

        boolean write() throws InterruptedException {
            return new AnswerWriter(channel, new AnswerWriter.Form(false, false, true))
                    .write(new WebAnswer.Stream(200, Map.of(), this));
        }

        @Override
        public Optional<Bytes> next() {
            takenWhenAsked.add(channel.outboundMessages().stream()
                    .mapToInt(message -> message instanceof HttpContent content
                            ? content.content().readableBytes()
                            : 0)
                    .sum());
            return takenWhenAsked.size() > 3 ? Optional.empty() : Optional.of(Bytes.wrap(new byte[10]));
        }

        boolean isEnded() {
            return channel.outboundMessages().stream().anyMatch(LastHttpContent.class::isInstance);
        }

        @Override
        public void close() {}
    }

    /// The second piece of a body does not get away. Confined to one thread.
    private static final class SecondIsLost extends ChannelOutboundHandlerAdapter {
        private int pieces;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpContent && ++pieces == 2) {
                ReferenceCountUtil.release(message);
                var _ = promise.setFailure(new ClosedChannelException());
            } else {
                var _ = context.write(message, promise);
            }
        }
    }

    /// Confined to one thread.
    private static final class OneChunk implements WebChunks {
        private boolean isGiven;

        @Override
        public Optional<Bytes> next() {
            Optional<Bytes> next = isGiven ? Optional.empty() : Optional.of(LONG);
            isGiven = true;
            return next;
        }

        @Override
        public void close() {}
    }
}
