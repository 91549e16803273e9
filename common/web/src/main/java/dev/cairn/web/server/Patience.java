package dev.cairn.web.server;

import dev.cairn.common.env.Clock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a client may take to ask. It sees the bytes as they come, and is told of the rest by the
/// conversation, which it tells when time is over.
///
/// ```
///   idle --first byte--> asking --end of the head--> sending --end of the body--> (none: we are to act)
///     ^                                                                                 |
///     '--------------------------------- answered --------------------------------------'
/// ```
///
/// Without the limit of a whole request, one byte now and then would hold a connection for ever ("slow
/// loris").
///
/// Confined to the thread of its connection.
final class Patience extends ChannelInboundHandlerAdapter {
    private final WebOptions.Times times;
    private final Clock clock;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timer;
    private long firstByteNanos;
    private boolean isIdle;

    Patience(WebOptions.Times times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /// The event by which the conversation is told that time is over.
    enum TimeIsOver {
        /// Nothing was asked.
        IDLE,
        /// Something was asked, but not to the end.
        SLOW,
        /// The last answer was given, and the client has not left.
        LINGERING
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start(times.headMax(), TimeIsOver.IDLE, true);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isIdle) {
            asking();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    /// Whether nothing is being asked.
    boolean isIdle() {
        return isIdle;
    }

    /// A request has begun.
    void asking() {
        firstByteNanos = clock.nanoTime();
        start(times.headMax(), TimeIsOver.SLOW, false);
    }

    /// Its head is there, and a body follows. A head that came with the request before was there when that
    /// was answered: its time begins now.
    void sending() {
        if (isIdle) {
            firstByteNanos = clock.nanoTime();
        }
        start(times.requestMax().minusNanos(clock.nanoTime() - firstByteNanos), TimeIsOver.SLOW, false);
    }

    /// Its end is there: nothing is expected of the client now.
    void stop() {
        isIdle = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /// It was answered.
    void idle() {
        start(times.idleMax(), TimeIsOver.IDLE, true);
    }

    /// It was answered, and there will be no other.
    void lingering() {
        start(times.lingerMax(), TimeIsOver.LINGERING, false);
    }

    private void start(Duration time, TimeIsOver event, boolean asksNothing) {
        stop();
        isIdle = asksNothing;
        ChannelHandlerContext here = context;
        if (here != null) {
            timer = here.executor()
                    .schedule(() -> over(here, event), Math.max(time.toNanos(), 0), TimeUnit.NANOSECONDS);
        }
    }

    private void over(ChannelHandlerContext here, TimeIsOver event) {
        timer = null;
        here.fireUserEventTriggered(event);
    }
}
