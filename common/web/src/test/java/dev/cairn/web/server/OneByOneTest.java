package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One message for each question.
final class OneByOneTest {
    private final AtomicInteger reads = new AtomicInteger();

    private EmbeddedChannel channel;

    @BeforeEach
    void open() throws Exception {
        channel = new EmbeddedChannel(DefaultChannelId.newInstance(), false, false, new Reads(reads), new OneByOne());
        channel.config().setAutoRead(false);
        channel.register();
    }

    @Test
    void what_nobody_has_asked_for_waits() {
        channel.writeInbound("a", "b");
        assertThat(channel.<String>readInbound()).isNull();

        channel.read();
        assertThat(channel.<String>readInbound()).isEqualTo("a");
        assertThat(channel.<String>readInbound()).isNull();

        channel.read();
        assertThat(channel.<String>readInbound()).isEqualTo("b");
        assertThat(reads).as("of a socket, for what was there").hasValue(0);
    }

    @Test
    void a_question_stands_until_its_message_has_come() {
        channel.read();
        assertThat(reads).hasValue(1);

        channel.pipeline().fireChannelReadComplete();
        assertThat(reads).as("since a part of a message came").hasValue(2);

        channel.writeInbound("a");
        assertThat(channel.<String>readInbound()).isEqualTo("a");
        channel.pipeline().fireChannelReadComplete();
        assertThat(reads).as("since nobody asks").hasValue(2);
    }

    @Test
    void who_asks_while_it_is_given_one_gets_one_after_another() {
        AtomicInteger taken = new AtomicInteger();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                assertThat(message).isEqualTo(taken.getAndIncrement());
                context.read();
            }
        });
        for (int i = 0; i < 100_000; i++) {
            channel.writeInbound(i);
        }
        assertThat(taken).hasValue(0);

        channel.read();

        assertThat(taken).hasValue(100_000);
        assertThat(reads).hasValue(1);
    }

    @Test
    void what_is_not_taken_is_given_back_at_the_end() {
        ByteBuf bytes = Unpooled.buffer();
        channel.writeInbound(bytes);

        var _ = channel.close();

        assertThat(bytes.refCnt()).isZero();
    }

    /// Counts how often a socket would be read.
    private static final class Reads extends ChannelDuplexHandler {
        private final AtomicInteger count;

        Reads(AtomicInteger count) {
            this.count = count;
        }

        @Override
        public void read(ChannelHandlerContext context) {
            count.incrementAndGet();
            context.read();
        }
    }
}
