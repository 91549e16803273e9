package dev.cairn.web.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A client that sends any bytes, and reads what comes; nothing takes it longer than ten seconds.
///
/// Confined to one thread.
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;

    /// An answer as it came.
    ///
    /// @param chunks how many there were, or -1 if it was not chunked
    record Answer(int status, Map<String, String> headers, String body, int chunks) {}

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /// Each character is a byte.
    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// A request of these lines, and the answer to it.
    Answer ask(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n\r\n").answer(lines[0].startsWith("HEAD "));
    }

    Answer answer() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean isHead) throws IOException {
        String[] first = line().split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(first[1]);
        if (isHead || status == 304 || status < 200) {
            return new Answer(status, headers, "", -1);
        }
        if (headers.containsKey("transfer-encoding")) {
            return chunked(status, headers);
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? input.readAllBytes() : input.readNBytes(Integer.parseInt(length));
        return new Answer(status, headers, new String(body, StandardCharsets.ISO_8859_1), -1);
    }

    private Answer chunked(int status, Map<String, String> headers) throws IOException {
        StringBuilder body = new StringBuilder();
        int chunks = 0;
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(input.readNBytes(size), StandardCharsets.ISO_8859_1));
            chunks++;
            line();
        }
        line();
        return new Answer(status, headers, body.toString(), chunks);
    }

    /// The next line. An end in the middle is an [EOFException].
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after \"" + line + "\"");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// Whether anything comes before the end of the connection, or before it breaks.
    boolean hasMore() throws IOException {
        input.mark(1);
        try {
            boolean hasMore = input.read() >= 0;
            input.reset();
            return hasMore;
        } catch (SocketException e) {
            return false;
        }
    }

    /// All that comes until the server closes its end, or breaks the connection.
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            input.transferTo(all);
        } catch (SocketException e) {
            all.writeBytes("(reset)".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /// Sends no more.
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
