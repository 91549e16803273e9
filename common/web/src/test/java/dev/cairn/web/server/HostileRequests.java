package dev.cairn.web.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests that are none, nearly none, or meant to do harm; each from chance, so that a seed is a request.
///
/// Confined to one thread.
final class HostileRequests {
    private static final String HOST = "Host: localhost\r\n";
    private static final List<String> PATHS = List.of(
            "/keys/../../etc/passwd",
            "/keys/%2e%2e%2f%2e%2e",
            "/%2e%2e/%2e%2e/etc/passwd",
            "//keys//a",
            "/keys/./a",
            "/keys/%00",
            "/keys/a%",
            "/keys/%zz",
            "/keys/%c0%af",
            "/keys/%25%32%66",
            "/keys/a?p=%",
            "/keys/a?p=1&p=2",
            "/keys/a?=",
            "/?" + "a&".repeat(100),
            "/keys/" + "%41".repeat(500),
            "\\keys\\a",
            "/keys/a;b=c",
            "*",
            "",
            "http://localhost",
            "http://localhost/keys/a",
            "http:///keys/a",
            "http://[::1/keys/a",
            "/keys/\u00e4");
    private static final List<String> HEADERS = List.of(
            "Content-Length: -1",
            "Content-Length: 1e3",
            "Content-Length: 99999999999",
            "Content-Length: 5, 6",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding: gzip",
            "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2",
            "Host: a",
            ": empty",
            "A\0: b",
            "A: b\0",
            "A: b\rB: c",
            "A: b\nB: c",
            " folded",
            "A : b",
            "\u00fc: b",
            "Connection: close, keep-alive",
            "Expect: 200-ok",
            "Expect: 100-continue\r\nContent-Length: 3",
            "Origin: https://evil.example",
            "Upgrade: h2c\r\nConnection: upgrade",
            "Cookie: " + "a".repeat(2_000));
    private static final List<String> CHUNKS = List.of(
            "-1\r\n",
            "zz\r\n",
            "\r\n",
            "5\r\nabc",
            "5\r\nabcdefgh\r\n",
            "0\r\n",
            "0\r\nA",
            "ffffffff\r\n",
            "ffffffffffffffffff\r\n",
            "5;" + "x".repeat(3_000),
            "5 5\r\nhello\r\n",
            "0x5\r\nhello\r\n",
            "5\nhello\n0\n\n",
            "1\r\na\r\n".repeat(200) + "0\r\n\r\n",
            "0\r\n" + "A: b\r\n".repeat(1_000),
            "5\r\nhello\r\n0\r\n\0: b\r\n\r\n");

    private final RandomGenerator random;

    HostileRequests(RandomGenerator random) {
        this.random = random;
    }

    byte[] next() {
        return switch (random.nextInt(11)) {
            case 0 -> noise(random.nextInt(300));
            case 1, 2, 3 -> mutated(valid());
            case 4 -> bytes("GET " + any(PATHS) + " HTTP/1.1\r\n" + HOST + "\r\n");
            case 5 -> bytes("POST /echo HTTP/1.1\r\n" + HOST + any(HEADERS) + "\r\n\r\nhello");
            case 6 -> bytes("POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + any(CHUNKS));
            case 7 -> tooLong();
            case 8 -> wrongLength();
            case 9 -> cut(valid());
            default -> joined(valid(), valid(), mutated(valid()), noise(random.nextInt(100)));
        };
    }

    /// Some good request.
    byte[] valid() {
        return bytes(
                switch (random.nextInt(6)) {
                    case 0 -> "GET /keys/" + random.nextInt(1000) + "?p=a+b HTTP/1.1\r\n" + HOST + "\r\n";
                    case 1 -> "GET /stream HTTP/1.1\r\n" + HOST + "\r\n";
                    case 2 -> "GET /large?bytes=100000 HTTP/1.1\r\n" + HOST + "Accept: */*\r\n\r\n";
                    case 3 -> "GET / HTTP/1.0\r\n\r\n";
                    case 4 -> "PUT /keys/a HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello";
                    default ->
                        "POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
                });
    }

    private byte[] mutated(byte[] request) {
        byte[] mutant = request;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            mutant = mutatedOnce(mutant);
        }
        return mutant;
    }

    private byte[] mutatedOnce(byte[] request) {
        int from = random.nextInt(request.length + 1);
        int to = Math.min(request.length, from + random.nextInt(12));
        byte[] head = Arrays.copyOf(request, from);
        byte[] middle = Arrays.copyOfRange(request, from, to);
        byte[] tail = Arrays.copyOfRange(request, to, request.length);
        return switch (random.nextInt(4)) {
            case 0 -> joined(head, noise(to - from), tail);
            case 1 -> joined(head, tail);
            case 2 -> joined(head, middle, middle, tail);
            default -> joined(head, noise(random.nextInt(6)), middle, tail);
        };
    }

    private byte[] tooLong() {
        int length = 8_000 + random.nextInt(30_000);
        return bytes(
                switch (random.nextInt(5)) {
                    case 0 -> "GET /" + "a".repeat(length) + " HTTP/1.1\r\n" + HOST + "\r\n";
                    case 1 -> "GET / HTTP/1.1\r\n" + HOST + "A: b\r\n".repeat(length / 6) + "\r\n";
                    case 2 -> "GET / HTTP/1.1\r\n" + HOST + "A: " + "b".repeat(length) + "\r\n\r\n";
                    case 3 -> "\r\n".repeat(length);
                    default -> "POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 9" + "0".repeat(9) + "\r\n\r\n";
                });
    }

    private byte[] wrongLength() {
        return bytes("PUT /keys/a HTTP/1.1\r\n" + HOST + "Content-Length: " + random.nextInt(20) + "\r\n\r\n"
                + "x".repeat(random.nextInt(20)));
    }

    private byte[] cut(byte[] request) {
        return Arrays.copyOf(request, random.nextInt(request.length));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
