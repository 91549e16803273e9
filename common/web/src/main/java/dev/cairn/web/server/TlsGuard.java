package dev.cairn.web.server;

import dev.cairn.web.WebFailure;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;

/// Stands behind TLS, and lets nothing of its troubles through: a handshake that fails is counted, and
/// whoever speaks plain HTTP is told so, in plain.
///
/// Confined to the thread of its connection.
final class TlsGuard extends ChannelInboundHandlerAdapter {
    private final WebWatch watch;

    TlsGuard(WebWatch watch) {
        this.watch = watch;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent end && !end.isSuccess()) {
            watch.handshakeFailed();
            if (end.cause() instanceof NotSslRecordException) {
                tellInPlain(context);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    /// Around TLS, which would encrypt it.
    private static void tellInPlain(ChannelHandlerContext context) {
        String body = WebFailure.malformed("this port speaks TLS: ask for https://")
                .answer()
                .body()
                .toUtf8();
        String answer = "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n"
                + "content-length: " + body.length() + "\r\n\r\n" + body;
        var _ = context.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
    }
}
