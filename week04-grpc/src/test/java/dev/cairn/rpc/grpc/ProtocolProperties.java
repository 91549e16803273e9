package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.SessionId;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Whatever travels arrives as it was: above all what is absent and what is empty.
class ProtocolProperties {

    @Property
    @Tag("4.2")
    void a_request_arrives_as_it_was(@ForAll("requests") Request request) {
        MethodDescriptor<Asked<Request>, Reply> method = Protocol.methodOf(request);
        Asked<Request> sent = new Asked.Clear<>(request);

        assertThat(method.parseRequest(OnTheWire.of(method.streamRequest(sent))))
                .isEqualTo(sent);
    }

    @Property
    @Tag("4.2")
    void the_server_reads_a_batch_as_the_client_sent_it(@ForAll("requests") Request request) {
        MethodDescriptor<Asked<Request>, Reply> method = Protocol.methodOf(request);
        MethodDescriptor<Asked<Request>, Reply> served = Protocol.KEY_VALUE_UNARY.stream()
                .filter(each -> each.getFullMethodName().equals(method.getFullMethodName()))
                .findFirst()
                .orElse(method);
        Asked<Request> sent = new Asked.Clear<>(request);

        assertThat(served.parseRequest(OnTheWire.of(method.streamRequest(sent))))
                .isEqualTo(sent);
    }

    @Property
    @Tag("4.2")
    void a_value_arrives_as_it_was_and_none_as_none(@ForAll("absentOrNot") Optional<Bytes> value) {
        assertThat(answered(Protocol.GET, new Reply.Value(value))).isEqualTo(new Reply.Value(value));
    }

    @Property
    void an_opened_session_arrives_as_it_was(@ForAll("ids") RequestId id, @ForAll("millis") Duration timeToLive) {
        Reply opened = new Reply.SessionOpened(id.session(), id.slot() + 1, timeToLive);
        assertThat(answered(Protocol.OPEN_SESSION, opened)).isEqualTo(opened);
    }

    @Property
    void an_opened_snapshot_arrives_as_it_was(@ForAll long snapshot, @ForAll("millis") Duration timeToLive) {
        Reply opened = new Reply.SnapshotOpened(snapshot, timeToLive);
        assertThat(answered(Protocol.OPEN_SNAPSHOT, opened)).isEqualTo(opened);
    }

    @Property
    void whether_a_condition_held_arrives_on_both_ways(@ForAll boolean isApplied) {
        Reply compared = new Reply.Compared(isApplied);
        assertThat(answered(Protocol.COMPARE_AND_SET, compared)).isEqualTo(compared);
        assertThat(answered(Protocol.BATCH_IF, compared)).isEqualTo(compared);
    }

    @Property
    @Tag("4.2")
    void a_question_for_rows_arrives_as_it_was(@ForAll("questions") ScanQuestion question) {
        Asked<ScanQuestion> sent = new Asked.Clear<>(question);
        assertThat(Protocol.SCAN.parseRequest(OnTheWire.of(Protocol.SCAN.streamRequest(sent))))
                .isEqualTo(sent);
    }

    @Property
    @Tag("4.2")
    void rows_arrive_as_they_were(@ForAll("rows") List<Row> rows, @ForAll("absentOrNot") Optional<Bytes> next) {
        RowChunk chunk = new RowChunk(rows, next.isPresent(), next);
        assertThat(Protocol.SCAN.parseResponse(OnTheWire.of(Protocol.SCAN.streamResponse(chunk))))
                .isEqualTo(chunk);
    }

    @Property
    void a_frame_arrives_as_it_was(@ForAll("bytes") Bytes message, @ForAll String from, @ForAll String cluster) {
        for (PeerStream.Frame frame :
                List.of(new PeerStream.Frame.Message(message), new PeerStream.Frame.Hello(from, "b", cluster))) {
            Asked<PeerStream.Frame> sent = new Asked.Clear<>(frame);
            assertThat(Protocol.EXCHANGE.parseRequest(OnTheWire.of(Protocol.EXCHANGE.streamRequest(sent))))
                    .isEqualTo(sent);
        }
    }

    @Property
    @Tag("4.2")
    void a_narrowed_range_has_the_keys_of_both(
            @ForAll("ranges") KeyRange range, @ForAll("bytes") Bytes prefix, @ForAll("bytes") Bytes key) {
        KeyRange narrowed = RequestMessages.narrowed(range, prefix);
        assertThat(narrowed.contains(key))
                .as("whether %s is in %s, which is %s narrowed to the prefix %s", key, narrowed, range, prefix)
                .isEqualTo(range.contains(key) && key.startsWith(prefix));
    }

    private static Reply answered(MethodDescriptor<Asked<Request>, Reply> method, Reply reply) {
        return method.parseResponse(OnTheWire.of(method.streamResponse(reply)));
    }

    /// Few bytes of few kinds, so that keys are equal, empty and prefixes of each other often enough.
    @Provide
    Arbitrary<Bytes> bytes() {
        return Arbitraries.of((byte) 0, (byte) 'a', (byte) 0xFF)
                .list()
                .ofMaxSize(4)
                .map(list -> {
                    byte[] array = new byte[list.size()];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = list.get(i);
                    }
                    return Bytes.wrap(array);
                });
    }

    @Provide
    Arbitrary<Optional<Bytes>> absentOrNot() {
        return bytes().optional();
    }

    @Provide
    Arbitrary<RequestId> ids() {
        Arbitrary<SessionId> sessions = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(SessionId.LENGTH)
                .map(bytes -> new SessionId(Bytes.copyOf(bytes)));
        return Combinators.combine(
                        sessions,
                        Arbitraries.integers().between(0, 65_535),
                        Arbitraries.longs().greaterOrEqual(1))
                .as(RequestId::new);
    }

    @Provide
    Arbitrary<Duration> millis() {
        return Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis);
    }

    @Provide
    Arbitrary<KeyRange> ranges() {
        return Combinators.combine(absentOrNot(), absentOrNot()).as(KeyRange::new);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(bytes(), bytes()).as(Row::new).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<ScanQuestion> questions() {
        return Combinators.combine(
                        ranges(),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        snapshots())
                .as(ScanQuestion::new);
    }

    @Provide
    Arbitrary<Request> requests() {
        Arbitrary<Optional<RequestId>> ids = ids().optional();
        return Arbitraries.oneOf(
                Combinators.combine(bytes(), snapshots()).as(Request.Get::new),
                Combinators.combine(batches(), ids).as(Request.Write::new),
                Combinators.combine(bytes(), absentOrNot(), batches(), ids).as(Request.WriteIf::new),
                ids().map(id -> new Request.CloseSession(id.session())),
                Arbitraries.longs().map(Request.RenewSnapshot::new),
                Arbitraries.longs().map(Request.CloseSnapshot::new),
                ranges().map(Request.Compact::new),
                Arbitraries.of(
                        new Request.OpenSession(),
                        new Request.OpenSnapshot(),
                        new Request.Stats(),
                        new Request.Flush()));
    }

    private Arbitrary<OptionalLong> snapshots() {
        return Arbitraries.longs().optional().map(id -> id.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private Arbitrary<WriteBatch> batches() {
        Arbitrary<Optional<Bytes>> values = absentOrNot();
        return Combinators.combine(bytes(), values)
                .as((key, value) -> new Change(key, value))
                .list()
                .ofMaxSize(3)
                .map(Change::batch);
    }

    private record Change(Bytes key, Optional<Bytes> value) {
        static WriteBatch batch(List<Change> changes) {
            WriteBatch.Builder batch = WriteBatch.builder();
            changes.forEach(change -> change.value()
                    .ifPresentOrElse(value -> batch.put(change.key(), value), () -> batch.delete(change.key())));
            return batch.build();
        }
    }
}
