package dev.cairn.web.server;

import dev.cairn.common.env.Clock;
import dev.cairn.web.Router;
import dev.cairn.web.WebGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the connections of one server share.
///
/// Thread-safe.
///
/// @param isClosing whether the server closes: then each answer is the last of its connection
record Site(
        WebOptions options,
        Router router,
        BrowserRule browsers,
        WebGate gate,
        Executor executor,
        Clock clock,
        WebWatch watch,
        RequestBody.Budget bodies,
        RequestBody.Budget answers,
        ConnectionCount connections,
        CallCount calls,
        AtomicBoolean isClosing) {
    /// Puts each new connection's handlers in their order.
    ChannelInitializer<Channel> handlers() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                fill(channel.pipeline());
            }
        };
    }

    private void fill(ChannelPipeline pipeline) {
        WebOptions.Times times = options.times();
        Patience patience = new Patience(times, clock);
        pipeline.addLast(connections);
        options.tls().ifPresent(tls -> {
            SslHandler handler = tls.newHandler(pipeline.channel().alloc());
            handler.setHandshakeTimeout(times.handshakeMax().toMillis(), TimeUnit.MILLISECONDS);
            pipeline.addLast(handler, new TlsGuard(watch));
        });
        pipeline.addLast(
                patience,
                new WriteTimeoutHandler(times.pieceMax().toMillis(), TimeUnit.MILLISECONDS),
                new StrictDecoder(options.limits()),
                new HttpResponseEncoder(),
                new OneByOne(),
                new Conversation(this, patience));
    }

    /// Makes requests of bytes, and refuses those that two readers would read differently: one that says
    /// twice where its body ends is how requests are smuggled past a proxy.
    ///
    /// Confined to the thread of its connection. RFC 9112, sections 2.2, 5 and 6.3.
    private static final class StrictDecoder extends HttpRequestDecoder {
        StrictDecoder(WebOptions.Limits limits) {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(limits.lineBytesMax())
                    .setMaxHeaderSize(limits.headerBytesMax())
                    .setStrictLineParsing(true)
                    .setAllowDuplicateContentLengths(false));
        }

        /// Netty would believe the chunks and drop the length.
        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("it has both a content-length and a transfer-encoding");
        }
    }
}
