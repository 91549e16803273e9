package dev.cairn.web.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The connections of a server, and how many there may be.
///
/// Thread-safe; one for all connections.
@ChannelHandler.Sharable
final class ConnectionCount extends ChannelInboundHandlerAdapter {
    /// The event by which each connection is told that the server closes.
    static final Object SERVER_CLOSES = new Object();

    private final int max;
    private final WebWatch watch;
    private final AtomicInteger count = new AtomicInteger();
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    ConnectionCount(int max, WebWatch watch) {
        this.max = max;
        this.watch = watch;
    }

    /// How many are open.
    int count() {
        return count.get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            watch.refused();
            var _ = context.close();
            return;
        }
        watch.opened();
        context.channel().closeFuture().addListener(_ -> {
            count.decrementAndGet();
            watch.closed();
        });
        open.add(context.channel());
        context.fireChannelActive();
    }

    /// Tells all that the server closes.
    void tellAll() {
        for (Channel channel : open) {
            channel.pipeline().fireUserEventTriggered(SERVER_CLOSES);
        }
    }

    /// Waits until all are closed.
    void awaitNone(Duration max) throws InterruptedException {
        var _ = open.newCloseFuture().await(max.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Closes all, and each that comes yet.
    void cut() throws InterruptedException {
        open.close().await();
    }
}
