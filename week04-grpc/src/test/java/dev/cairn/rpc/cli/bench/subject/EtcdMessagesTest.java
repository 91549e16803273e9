package dev.cairn.rpc.cli.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Row;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bytes that go to etcd and come from it, as the encoding of protocol buffers has them.
final class EtcdMessagesTest {
    private static final Bytes KEY = Bytes.utf8("k");

    @Test
    void a_put_has_its_key_and_its_value() throws IOException {
        assertThat(sent(EtcdMessages.PUT, new EtcdMessages.Put(KEY, Bytes.utf8("v"))))
                .isEqualTo("0a016b" + "120176");
    }

    @Test
    void a_range_has_its_bounds_its_limit_and_its_revision() throws IOException {
        assertThat(sent(EtcdMessages.RANGE, new EtcdMessages.Range(KEY, Bytes.utf8("z"), 5, 9)))
                .isEqualTo("0a016b" + "12017a" + "1805" + "2009");
    }

    @Test
    void a_single_key_has_no_end_for_an_empty_one_would_ask_for_all_keys_behind_it() throws IOException {
        assertThat(sent(EtcdMessages.RANGE, new EtcdMessages.Range(KEY, Bytes.EMPTY, 0, 0)))
                .isEqualTo("0a016b" + "1800" + "2000");
    }

    @Test
    void a_page_has_its_revision_its_rows_and_whether_there_are_more() {
        // A header with a cluster, revision 7 and a term; a row with its versions; more; a count.
        Bytes page =
                Bytes.hex("0a06" + "0801" + "1807" + "2002" + "1208" + "0a016b" + "1003" + "2a0176" + "1801" + "2002");
        assertThat(received(EtcdMessages.RANGE, page))
                .isEqualTo(new EtcdMessages.Page(List.of(new Row(KEY, Bytes.utf8("v"))), true, 7));
    }

    @Test
    void an_empty_answer_is_a_page_without_rows() {
        assertThat(received(EtcdMessages.RANGE, Bytes.EMPTY)).isEqualTo(new EtcdMessages.Page(List.of(), false, 0));
        assertThat(received(EtcdMessages.PUT, Bytes.hex("0a021807"))).isEqualTo(new EtcdMessages.Done());
    }

    private static <Q> String sent(MethodDescriptor<Q, ?> method, Q question) throws IOException {
        return Bytes.wrap(method.streamRequest(question).readAllBytes()).toHex();
    }

    private static <A> A received(MethodDescriptor<?, A> method, Bytes bytes) {
        return method.parseResponse(new ByteArrayInputStream(bytes.toArray()));
    }
}
