package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.server.RetryFormat.RequestHash;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What tells one write from another.
@Tag("4.8")
class RequestHashTest {
    @Test
    void the_same_write_has_the_same_hash_whatever_its_id() {
        assertThat(RequestHash.of(Asked.put(id(0, 1), "a", "1"))).isEqualTo(RequestHash.of(Asked.put("a", "1")));
        assertThat(RequestHash.of(Asked.cas(id(0, 1), "a", "0", "1")))
                .isEqualTo(RequestHash.of(Asked.cas(id(3, 9), "a", "0", "1")));
    }

    @Test
    void whatever_differs_shows() {
        assertThat(LongStream.of(
                        RequestHash.of(Asked.put("a", "1")),
                        RequestHash.of(Asked.put("a", "2")),
                        RequestHash.of(Asked.put("b", "1")),
                        RequestHash.of(Asked.put("a1", "")),
                        RequestHash.of(Asked.put("", "a1")),
                        write(WriteBatch.builder()),
                        write(WriteBatch.builder().delete(utf8("a"))),
                        write(WriteBatch.builder().delete(utf8("b"))),
                        write(WriteBatch.builder().delete(utf8("a")).delete(utf8("b"))),
                        write(WriteBatch.builder().put(utf8("a"), utf8("b"))),
                        write(WriteBatch.builder().put(utf8("a"), Bytes.EMPTY)),
                        write(WriteBatch.builder().put(utf8("a"), utf8("1")).put(utf8("b"), utf8("2"))),
                        write(WriteBatch.builder().put(utf8("b"), utf8("2")).put(utf8("a"), utf8("1"))),
                        writeIf("a", Optional.empty()),
                        writeIf("a", Optional.of(Bytes.EMPTY)),
                        writeIf("a", Optional.of(utf8("1"))),
                        writeIf("b", Optional.empty())))
                .doesNotHaveDuplicates();
    }

    private static long write(WriteBatch.Builder batch) {
        return RequestHash.of(new Request.Write(batch.build(), Optional.empty()));
    }

    private static long writeIf(String key, Optional<Bytes> expected) {
        return RequestHash.of(
                new Request.WriteIf(utf8(key), expected, Asked.put("a", "1").batch(), Optional.empty()));
    }
}
