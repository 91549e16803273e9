package dev.cairn.web.server;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Makes requests of bytes, and refuses those that two readers would read differently: one that says twice
/// where its body ends is how requests are smuggled past a proxy.
///
/// Confined to the thread of its connection. RFC 9112, sections 2.2, 5 and 6.3.
final class StrictDecoder extends HttpRequestDecoder {
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
