package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
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
