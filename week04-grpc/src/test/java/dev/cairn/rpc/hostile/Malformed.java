package dev.cairn.rpc.hostile;

import static dev.cairn.rpc.hostile.RawHttp2.CONTINUATION;
import static dev.cairn.rpc.hostile.RawHttp2.DATA;
import static dev.cairn.rpc.hostile.RawHttp2.END_HEADERS;
import static dev.cairn.rpc.hostile.RawHttp2.END_STREAM;
import static dev.cairn.rpc.hostile.RawHttp2.HEADERS;
import static dev.cairn.rpc.hostile.RawHttp2.PING;
import static dev.cairn.rpc.hostile.RawHttp2.PREFACE;
import static dev.cairn.rpc.hostile.RawHttp2.RST_STREAM;
import static dev.cairn.rpc.hostile.RawHttp2.SETTINGS;
import static dev.cairn.rpc.hostile.RawHttp2.WINDOW_UPDATE;
import static dev.cairn.rpc.hostile.RawHttp2.block;
import static dev.cairn.rpc.hostile.RawHttp2.frame;
import static dev.cairn.rpc.hostile.RawHttp2.frameOfLength;
import static dev.cairn.rpc.hostile.RawHttp2.message;
import static dev.cairn.rpc.hostile.RawHttp2.number;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Ways to send a server of gRPC what it does not expect, and what it may say to each.
enum Malformed {
    RANDOM_BYTES("goaway 1|closed") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = random(random, 1 + random.nextInt(400));
            bytes[0] = 'x';
            return bytes;
        }
    },
    BROKEN_PREFACE("goaway 1|closed") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = whole(random);
            bytes[random.nextInt(PREFACE.length)] ^= (byte) (1 << random.nextInt(7));
            return bytes;
        }
    },
    HTTP_1("goaway 1|closed") {
        @Override
        byte[] bytes(RandomGenerator random) {
            return "POST /cairn.v1.KeyValue/Get HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n".getBytes(
                    java.nio.charset.StandardCharsets.US_ASCII);
        }
    },
    /// Bits are flipped, pieces left out or sent twice: it may even be a good call still.
    MUTATED_FRAMES("grpc [0-9]+|http [0-9]+|goaway [0-9]+|reset [0-9]+|closed") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = whole(random);
            int mutations = 1 + random.nextInt(8);
            for (int each = 0; each < mutations; each++) {
                int at = PREFACE.length + random.nextInt(bytes.length - PREFACE.length);
                bytes[at] = (byte) random.nextInt(256);
            }
            int from = PREFACE.length + random.nextInt(bytes.length - PREFACE.length);
            return switch (random.nextInt(3)) {
                case 0 -> Arrays.copyOf(bytes, from);
                case 1 -> all(bytes, Arrays.copyOfRange(bytes, from, bytes.length));
                default -> bytes;
            };
        }

        @Override
        boolean isLast() {
            return true;
        }
    },
    RANDOM_FRAMES("grpc [0-9]+|http [0-9]+|goaway [0-9]+|reset [0-9]+|closed") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = opening();
            int frames = 1 + random.nextInt(20);
            for (int each = 0; each < frames; each++) {
                byte[] payload = random(random, random.nextInt(64));
                bytes = all(bytes, frame(random.nextInt(12), random.nextInt(64), random.nextInt(6), payload));
            }
            return bytes;
        }

        @Override
        boolean isLast() {
            return true;
        }
    },
    OVERSIZED_FRAME("goaway 6") {
        @Override
        byte[] bytes(RandomGenerator random) {
            int length = 16_385 + random.nextInt((1 << 24) - 16_385);
            return all(opening(), frameOfLength(length, random.nextInt(10), 0, 1, random(random, 100)));
        }
    },
    OVERSIZED_HEADERS("http 431|reset [0-9]+|goaway [0-9]+") {
        @Override
        byte[] bytes(RandomGenerator random) {
            Map<String, String> headers = headers("/cairn.v1.KeyValue/Get", "application/grpc");
            headers.put("x-large", "y".repeat(16 * 1024 + random.nextInt(50_000)));
            return all(opening(), headerFrames(block(headers), 1));
        }
    },
    ENDLESS_HEADERS("reset [0-9]+|goaway [0-9]+|http 431") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = all(opening(), frame(HEADERS, 0, 1));
            byte[] more = block(Map.of("x-more", "y".repeat(8_000)));
            for (int each = 0; each < 30; each++) {
                bytes = all(bytes, frame(CONTINUATION, 0, 1, more));
            }
            return bytes;
        }
    },
    WRONG_CONTENT_TYPE("http 415") {
        @Override
        byte[] bytes(RandomGenerator random) {
            String type = List.of("text/html", "application/json", "application/grpcx", "", "x/" + random.nextInt())
                    .get(random.nextInt(5));
            return call("/cairn.v1.KeyValue/Get", type, message(0, 0));
        }
    },
    UNKNOWN_METHOD("grpc 12") {
        @Override
        byte[] bytes(RandomGenerator random) {
            String path = List.of(
                            "/cairn.v1.KeyValue/Drop" + random.nextInt(),
                            "/cairn.v9.KeyValue/Get",
                            "/" + random.nextLong(),
                            "//",
                            "/../../etc/passwd")
                    .get(random.nextInt(5));
            return call(path, "application/grpc", message(0, 0));
        }
    },
    NO_PATH("http 404|reset 2") {
        @Override
        byte[] bytes(RandomGenerator random) {
            return call(random.nextBoolean() ? "" : "cairn.v1.KeyValue/Get", "application/grpc", message(0, 0));
        }
    },
    BAD_PROTOBUF("grpc 3") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bad = random(random, 1 + random.nextInt(100));
            bad[0] = 0x07;
            return call(method(random), "application/grpc", message(0, bad.length, bad));
        }
    },
    HUGE_DECLARED_MESSAGE("grpc 8|grpc 13") {
        @Override
        byte[] bytes(RandomGenerator random) {
            int length = random.nextBoolean() ? Integer.MAX_VALUE : 16 * 1024 * 1024 + 1 + random.nextInt(1 << 20);
            return call(method(random), "application/grpc", message(0, length, random(random, 50)));
        }
    },
    COMPRESSED_BY_NOTHING("grpc 13|grpc 12") {
        @Override
        byte[] bytes(RandomGenerator random) {
            return call(method(random), "application/grpc", message(1, 3, random(random, 3)));
        }
    },
    UNKNOWN_COMPRESSION("grpc 12") {
        @Override
        byte[] bytes(RandomGenerator random) {
            Map<String, String> headers = headers(method(random), "application/grpc");
            headers.put("grpc-encoding", "zip" + random.nextInt(100));
            byte[] body = frame(DATA, END_STREAM, 1, message(1, 3, random(random, 3)));
            return all(opening(), headerFrames(block(headers), 1), body);
        }
    },
    MESSAGE_THAT_ENDS_EARLY("grpc 13") {
        @Override
        byte[] bytes(RandomGenerator random) {
            return call(method(random), "application/grpc", message(0, 1000, random(random, random.nextInt(900))));
        }
    },
    RESET_FLOOD("grpc [0-9]+|goaway [0-9]+|closed|reset [0-9]+") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] block = block(headers(method(random), "application/grpc"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(opening());
            for (int stream = 1; stream < 200; stream += 2) {
                out.writeBytes(headerFrames(block, stream));
                out.writeBytes(frame(RST_STREAM, 0, stream, number(8)));
            }
            return out.toByteArray();
        }

        @Override
        boolean isLast() {
            return true;
        }
    },
    PING_FLOOD("goaway 11") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] ping = frame(PING, 0, 0, random(random, 8));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(opening());
            for (int each = 0; each < 50; each++) {
                out.writeBytes(ping);
            }
            return out.toByteArray();
        }
    },
    WINDOW_THAT_OVERFLOWS("goaway 3") {
        @Override
        byte[] bytes(RandomGenerator random) {
            return all(opening(), frame(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE)));
        }
    },
    /// Something is begun and never ended; the connection stays open until the client goes.
    HALF_OPEN("closed|goaway [0-9]+") {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] bytes = whole(random);
            return Arrays.copyOf(bytes, random.nextInt(bytes.length - 1));
        }

        @Override
        boolean isLast() {
            return true;
        }
    };

    private final String answers;

    Malformed(String answers) {
        this.answers = answers;
    }

    /// One of its kind.
    abstract byte[] bytes(RandomGenerator random);

    /// What a server may say to it.
    String answers() {
        return answers;
    }

    /// Whether the client says that nothing more comes, because the server may wait for more.
    boolean isLast() {
        return false;
    }

    private static byte[] whole(RandomGenerator random) {
        return call(method(random), "application/grpc", message(0, 3, (byte) 0x0A, (byte) 1, (byte) 'k'));
    }

    private static byte[] opening() {
        return all(PREFACE, frame(SETTINGS, 0, 0));
    }

    private static byte[] call(String path, String contentType, byte[] body) {
        return all(opening(), headerFrames(block(headers(path, contentType)), 1), frame(DATA, END_STREAM, 1, body));
    }

    private static String method(RandomGenerator random) {
        return "/cairn.v1.KeyValue/" + List.of("Get", "Put", "Batch", "Delete", "Scan").get(random.nextInt(5));
    }

    private static Map<String, String> headers(String path, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":method", "POST");
        headers.put(":scheme", "http");
        headers.put(":path", path);
        headers.put(":authority", "127.0.0.1");
        headers.put("content-type", contentType);
        headers.put("te", "trailers");
        return headers;
    }

    private static byte[] headerFrames(byte[] block, int stream) {
        int max = 16_000;
        byte[] frames = new byte[0];
        for (int from = 0; from < block.length; from += max) {
            int to = Math.min(from + max, block.length);
            int flags = to == block.length ? END_HEADERS : 0;
            byte[] part = Arrays.copyOfRange(block, from, to);
            frames = all(frames, frame(from == 0 ? HEADERS : CONTINUATION, flags, stream, part));
        }
        return frames;
    }

    private static byte[] random(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
