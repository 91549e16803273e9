package dev.cairn.rpc.hostile;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// HTTP/2 by hand (RFC 9113): frames as bytes, and what a server says to them in a word.
final class RawHttp2 {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int FRAME_BYTES_MAX = 16 * 1024;

    private static final int SILENCE_MILLIS_MAX = 20_000;

    private RawHttp2() {}

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return frameOfLength(payload.length, type, flags, stream, payload);
    }

    /// A frame whose head says another length than it has.
    static byte[] frameOfLength(int length, int type, int flags, int stream, byte... payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, length, 3);
        out.write(type);
        out.write(flags);
        write(out, stream, 4);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /// A block of headers, each a literal that no table keeps (RFC 7541, section 6.2.2).
    static byte[] block(Map<String, String> headers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            out.write(0);
            text(out, name);
            text(out, value);
        });
        return out.toByteArray();
    }

    /// A message of gRPC: a flag, a length, the bytes.
    static byte[] message(int flag, int length, byte... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(flag);
        write(out, length, 4);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /// A call that has begun, and part of its message.
    static byte[] begun(int stream, String path, byte[] part) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":method", "POST");
        headers.put(":scheme", "http");
        headers.put(":path", path);
        headers.put(":authority", "127.0.0.1");
        headers.put("content-type", "application/grpc");
        headers.put("te", "trailers");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame(HEADERS, END_HEADERS, stream, block(headers)));
        for (int from = 0; from < part.length; from += FRAME_BYTES_MAX) {
            int to = Math.min(from + FRAME_BYTES_MAX, part.length);
            out.writeBytes(frame(DATA, 0, stream, Arrays.copyOfRange(part, from, to)));
        }
        return out.toByteArray();
    }

    static byte[] number(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, value, 4);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < 127) {
            out.write(bytes.length);
        } else {
            out.write(127);
            int rest = bytes.length - 127;
            while (rest >= 128) {
                out.write(rest % 128 + 128);
                rest /= 128;
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
    }

    private static void write(ByteArrayOutputStream out, int value, int bytes) {
        for (int at = bytes - 1; at >= 0; at--) {
            out.write(value >>> (8 * at));
        }
    }

    /// Sends `bytes` on a connection of their own, and says what came of it: `grpc 3`, `http 415`,
    /// `goaway 1`, `reset 2`, `closed`, or `silence`.
    ///
    /// @param isLast whether nothing more will come, which the server is told
    static String send(int port, byte[] bytes, boolean isLast) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            try {
                try {
                    socket.getOutputStream().write(bytes);
                } catch (SocketException _) {
                    // It hung up before it had all of this; what it said before that can still be read.
                }
                if (isLast && !socket.isClosed()) {
                    socket.shutdownOutput();
                }
                return answer(new DataInputStream(socket.getInputStream()));
            } catch (SocketException _) {
                return "closed";
            } catch (java.net.SocketTimeoutException _) {
                return "silence";
            }
        }
    }

    /// Sends `bytes` and breaks the connection without a goodbye.
    static void sendAndVanish(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(bytes);
        } catch (SocketException _) {
            // The server was quicker.
        }
    }

    private static String answer(DataInputStream in) throws IOException {
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
        String http = "closed";
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == GOAWAY || type == RST_STREAM) {
                    int at = type == GOAWAY ? 4 : 0;
                    return (type == GOAWAY ? "goaway " : "reset ") + payload[at + 3];
                }
                if (type == HEADERS) {
                    Http2Headers headers = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload));
                    CharSequence grpc = headers.get("grpc-status");
                    if (grpc != null && "200".contentEquals(headers.status() == null ? "200" : headers.status())) {
                        return "grpc " + grpc;
                    }
                    http = "http " + headers.status();
                }
                if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    return http;
                }
            }
        } catch (EOFException _) {
            return http;
        } catch (Http2Exception e) {
            throw new IOException("the server's headers cannot be read", e);
        }
    }
}
