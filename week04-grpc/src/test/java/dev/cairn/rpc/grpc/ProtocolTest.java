package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.CloseSessionRequest;
import dev.cairn.rpc.v1.CompareAndSetRequest;
import dev.cairn.rpc.v1.Frame;
import dev.cairn.rpc.v1.GetResponse;
import dev.cairn.rpc.v1.Mutation;
import dev.cairn.rpc.v1.OpenSessionResponse;
import dev.cairn.rpc.v1.PutRequest;
import dev.cairn.rpc.v1.RequestId;
import dev.cairn.rpc.v1.ScanRequest;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which method a request takes, and what is wrong with messages that are wrong.
class ProtocolTest {
    private static final Bytes KEY = Bytes.utf8("k");
    private static final Bytes OTHER = Bytes.utf8("o");
    private static final ByteString SESSION = ByteString.copyFrom(new byte[16]);

    @Test
    void a_write_takes_the_simplest_method_that_says_it() {
        assertThat(methodOf(write(WriteBatch.builder().put(KEY, OTHER)))).endsWith("KeyValue/Put");
        assertThat(methodOf(write(WriteBatch.builder().delete(KEY)))).endsWith("KeyValue/Delete");
        assertThat(methodOf(write(WriteBatch.builder()))).endsWith("KeyValue/Batch");
        assertThat(methodOf(write(WriteBatch.builder().delete(KEY).put(KEY, OTHER))))
                .endsWith("KeyValue/Batch");
    }

    @Test
    @Tag("4.2")
    void a_batch_of_more_changes_than_may_be_is_refused_before_any_is_looked_at() {
        Mutation nothing = Mutation.getDefaultInstance();
        BatchRequest most = BatchRequest.newBuilder()
                .addAllMutations(Collections.nCopies(RequestMessages.MUTATIONS_MAX, delete()))
                .build();
        assertThat(RequestMessages.batch(most)).isInstanceOf(Request.Write.class);
        assertThatThrownBy(() -> RequestMessages.batch(
                        most.toBuilder().addMutations(nothing).build()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("100001");
    }

    private static Mutation delete() {
        return Mutation.newBuilder()
                .setDelete(Mutation.Delete.getDefaultInstance())
                .build();
    }

    @Test
    void a_conditional_write_is_a_compare_and_set_if_it_changes_only_the_key_of_its_condition() {
        assertThat(methodOf(writeIf(WriteBatch.builder().put(KEY, OTHER)))).endsWith("KeyValue/CompareAndSet");
        assertThat(methodOf(writeIf(WriteBatch.builder().delete(KEY)))).endsWith("KeyValue/CompareAndSet");
        assertThat(methodOf(writeIf(WriteBatch.builder().put(OTHER, KEY)))).endsWith("KeyValue/Batch");
        assertThat(methodOf(writeIf(WriteBatch.builder().put(KEY, OTHER).put(OTHER, KEY))))
                .endsWith("KeyValue/Batch");
        assertThat(methodOf(writeIf(WriteBatch.builder()))).endsWith("KeyValue/Batch");
    }

    @Test
    @Tag("4.2")
    void absent_and_empty_are_two_things_in_a_compare_and_set() {
        CompareAndSetRequest.Builder message = CompareAndSetRequest.newBuilder().setKey(ByteString.copyFromUtf8("k"));
        assertThat(clear(Protocol.COMPARE_AND_SET, message.build()))
                .isEqualTo(new Request.WriteIf(
                        KEY, Optional.empty(), WriteBatch.builder().delete(KEY).build(), Optional.empty()));

        message.setExpected(ByteString.EMPTY).setReplacement(ByteString.EMPTY);
        assertThat(clear(Protocol.COMPARE_AND_SET, message.build()))
                .isEqualTo(new Request.WriteIf(
                        KEY,
                        Optional.of(Bytes.EMPTY),
                        WriteBatch.builder().put(KEY, Bytes.EMPTY).build(),
                        Optional.empty()));
    }

    @Test
    @Tag("4.2")
    void a_mutation_that_is_none_is_refused() {
        BatchRequest batch =
                BatchRequest.newBuilder().addMutations(Mutation.newBuilder()).build();
        assertThat(wrong(Protocol.BATCH, batch)).contains("neither put nor delete");
    }

    @Test
    @Tag("4.2")
    void a_session_of_three_bytes_is_refused_wherever_it_stands() {
        ByteString three = ByteString.copyFrom(new byte[3]);
        PutRequest put = PutRequest.newBuilder()
                .setId(RequestId.newBuilder().setSession(three).setSequence(1))
                .build();
        assertThat(wrong(Protocol.PUT, put)).contains("16 bytes, not 3");
        assertThat(wrong(
                        Protocol.CLOSE_SESSION,
                        CloseSessionRequest.newBuilder().setSession(three).build()))
                .contains("16 bytes, not 3");
    }

    @Test
    @Tag("4.2")
    void numbers_beyond_what_they_can_be_are_refused() {
        RequestId.Builder id = RequestId.newBuilder().setSession(SESSION);
        assertThat(wrong(Protocol.PUT, PutRequest.newBuilder().setId(id).build()))
                .contains("sequence 0");
        assertThat(wrong(
                        Protocol.PUT,
                        PutRequest.newBuilder().setId(id.setSequence(-1)).build()))
                .contains("sequence 18446744073709551615");
        assertThat(wrong(
                        Protocol.PUT,
                        PutRequest.newBuilder()
                                .setId(id.setSequence(1).setSlot(-1))
                                .build()))
                .contains("slot");
        ScanRequest scan = ScanRequest.newBuilder().setLimit(-1).build();
        assertThat(wrong(Protocol.SCAN, scan)).contains("limit of 18446744073709551615");
    }

    @Test
    @Tag("4.2")
    void a_reserved_key_is_refused_in_every_change() {
        ByteString reserved = ByteString.copyFrom(ReservedKeys.PREFIX.toArray());
        assertThat(wrong(Protocol.PUT, PutRequest.newBuilder().setKey(reserved).build()))
                .contains("reserved");
        assertThat(wrong(
                        Protocol.COMPARE_AND_SET,
                        CompareAndSetRequest.newBuilder().setKey(reserved).build()))
                .contains("reserved");
    }

    @Test
    @Tag("4.2")
    void bytes_that_are_no_message_are_refused_and_not_thrown() {
        Asked<Request> asked = Protocol.GET.parseRequest(new ByteArrayInputStream(new byte[] {0x0A, 0x7F}));
        assertThat(asked).isInstanceOfSatisfying(Asked.Unclear.class, unclear -> {
            assertThat(unclear.problem().reason()).isEqualTo(Reason.REFUSED);
            assertThat(unclear.problem().message()).startsWith("GetRequest: the bytes are no message of its kind");
        });
    }

    @Test
    @Tag("4.2")
    void a_frame_that_is_none_is_refused() {
        assertThat(wrong(Protocol.EXCHANGE, Frame.getDefaultInstance())).contains("neither hello nor message");
    }

    @Test
    @Tag("4.2")
    void an_answer_that_cannot_be_understood_is_lost() {
        OpenSessionResponse noSession =
                OpenSessionResponse.newBuilder().setSlots(1).build();
        OpenSessionResponse noSlots =
                OpenSessionResponse.newBuilder().setSession(SESSION).build();
        OpenSessionResponse forEver =
                noSlots.toBuilder().setSlots(1).setTimeToLiveMillis(-1).build();
        for (OpenSessionResponse message : List.of(noSession, noSlots, forEver)) {
            assertThat(Protocol.OPEN_SESSION.parseResponse(new ByteArrayInputStream(message.toByteArray())))
                    .isInstanceOfSatisfying(
                            Reply.Failure.class,
                            it -> assertThat(it.problem().reason())
                                    .as("what the client concludes")
                                    .isEqualTo(Reason.LOST));
        }
        assertThat(Protocol.GET.parseResponse(new ByteArrayInputStream(new byte[] {0x0A, 0x7F})))
                .isInstanceOf(Reply.Failure.class);
    }

    @Test
    @Tag("4.2")
    void a_field_of_a_later_version_does_no_harm() {
        var later = com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                .addVarint(7)
                                .build())
                .build();
        GetResponse message = GetResponse.newBuilder()
                .setValue(ByteString.EMPTY)
                .setUnknownFields(later)
                .build();
        assertThat(Protocol.GET.parseResponse(new ByteArrayInputStream(message.toByteArray())))
                .as("a value that is set and empty")
                .isEqualTo(new Reply.Value(Optional.of(Bytes.EMPTY)));
    }

    @Test
    @Tag("4.2")
    void a_prefix_narrows_the_range() {
        ScanRequest scan = ScanRequest.newBuilder()
                .setPrefix(ByteString.copyFromUtf8("b"))
                .setFrom(ByteString.copyFromUtf8("a"))
                .setTo(ByteString.copyFromUtf8("bb"))
                .build();
        assertThat(clear(Protocol.SCAN, scan).range()).isEqualTo(KeyRange.between(Bytes.utf8("b"), Bytes.utf8("bb")));
        ScanRequest reversed =
                scan.toBuilder().setFrom(ByteString.copyFromUtf8("z")).build();
        KeyRange none = clear(Protocol.SCAN, reversed).range();
        assertThat(none.contains(Bytes.utf8("b")))
                .as("whether b is in %s, which came of prefix b from z to bb", none)
                .isFalse();
    }

    @Test
    void figures_of_every_kind_arrive() {
        Report report = new Report()
                .with("rows", -5L)
                .with("ratio", 1.0 / 3)
                .with("name", "")
                .with("flag", false)
                .with("section", new Report().with("inner", true))
                .with("table", List.of(new Report().with("file", "a"), new Report()));
        for (var method : Protocol.ADMIN_UNARY) {
            Reply came = method.parseResponse(OnTheWire.of(method.streamResponse(new Reply.Figures(report))));
            Report arrived = ((Reply.Figures) came).report();
            assertThat(arrived.toJson()).isEqualTo(report.toJson());
            assertThat(arrived.findings().get("ratio")).isEqualTo(new Report.Finding.Ratio(1.0 / 3));
        }
    }

    @Test
    void three_classes_see_the_generated_messages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile).filter(ProtocolTest::namesGenerated))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("Protocol.java", "RequestMessages.java", "ReplyMessages.java");
        }
    }

    private static boolean namesGenerated(Path file) {
        try {
            return Files.readString(file).contains("dev.cairn.rpc.v1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Request write(WriteBatch.Builder batch) {
        return new Request.Write(batch.build(), Optional.empty());
    }

    private static Request writeIf(WriteBatch.Builder batch) {
        return new Request.WriteIf(KEY, Optional.of(OTHER), batch.build(), Optional.empty());
    }

    private static String methodOf(Request request) {
        return Protocol.methodOf(request).getFullMethodName();
    }

    private static <Q> Q clear(MethodDescriptor<Asked<Q>, ?> method, Message message) {
        return ((Asked.Clear<Q>) method.parseRequest(new ByteArrayInputStream(message.toByteArray()))).question();
    }

    private static <Q> String wrong(MethodDescriptor<Asked<Q>, ?> method, Message message) {
        Asked<Q> asked = method.parseRequest(new ByteArrayInputStream(message.toByteArray()));
        assertThat(asked).as("what the server makes of the message").isInstanceOf(Asked.Unclear.class);
        Problem problem = ((Asked.Unclear<Q>) asked).problem();
        assertThat(problem.reason()).isEqualTo(Reason.REFUSED);
        assertThat(problem.message())
                .startsWith(message.getDescriptorForType().getName())
                .doesNotContain("\n");
        return problem.message();
    }
}
