package dev.cairn.web.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/// Gives the next handler one message for each time that it asks. One read of a socket may make many
/// messages; those that nobody has asked for wait here.
///
/// A question stands until its message comes, however many reads of the socket that takes: who waits for
/// the rest of a body need not ask again. Who asks for the next message while it is given one is given that
/// when it returns, so that many small ones do not pile up as many calls.
///
/// Confined to the thread of its connection.
final class OneByOne extends ChannelDuplexHandler {
    private final Deque<Object> come = new ArrayDeque<>();
    private boolean isAsked;
    private boolean isGiving;

    @Override
    public void read(ChannelHandlerContext context) {
        isAsked = true;
        give(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        come.add(message);
        give(context);
    }

    private void give(ChannelHandlerContext context) {
        if (isGiving) {
            return;
        }
        isGiving = true;
        try {
            while (isAsked && !come.isEmpty()) {
                isAsked = false;
                context.fireChannelRead(come.remove());
            }
        } finally {
            isGiving = false;
        }
        if (isAsked) {
            context.read();
        }
    }

    /// A read of the socket is over, and what is asked for may not have come with it.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (isAsked) {
            context.read();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        come.forEach(ReferenceCountUtil::release);
        come.clear();
    }
}
