package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reasons and statuses, both ways.
@Tag("4.1")
class StatusTableTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOST", "UNREACHED"})
    void a_reason_comes_back_as_it_went(Reason reason) {
        Problem problem = new Problem(reason, "the line for a person", Optional.of("10.0.0.7:9000"));
        assertThat(back(StatusTable.toStatus(problem))).isEqualTo(problem);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOST", "UNREACHED"})
    void nowhere_else_comes_back_as_nowhere_else(Reason reason) {
        Problem problem = new Problem(reason, "line", Optional.empty());
        assertThat(back(StatusTable.toStatus(problem))).isEqualTo(problem);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNREACHED"})
    void what_is_no_answer_is_not_sent_by_name_and_understood_all_the_same(Reason reason) {
        StatusRuntimeException status = StatusTable.toStatus(new Problem(reason, "line", Optional.empty()));
        assertThat(Objects.requireNonNull(StatusProto.fromThrowable(status)).getDetailsList())
                .isEmpty();
        assertThat(back(status).reason()).isEqualTo(Reason.LOST);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void the_code_says_what_the_protocol_promises(Reason reason) {
        Status.Code expected = switch (reason) {
            case REFUSED -> Status.Code.INVALID_ARGUMENT;
            case BUSY -> Status.Code.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Status.Code.UNAVAILABLE;
            case READ_ONLY, SESSION_UNKNOWN, REQUEST_STALE, SNAPSHOT_UNKNOWN -> Status.Code.FAILED_PRECONDITION;
            case UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
            case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
            case FAILED -> Status.Code.INTERNAL;
            case CORRUPT -> Status.Code.DATA_LOSS;
            case UNKNOWN_OUTCOME -> Status.Code.ABORTED;
            case TOO_LATE -> Status.Code.DEADLINE_EXCEEDED;
            case LOST -> Status.Code.UNKNOWN;
            case UNREACHED -> Status.Code.UNAVAILABLE;
        };
        assertThat(StatusTable.codeOf(reason)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void without_a_reason_only_what_surely_never_began_is_refused(Status.Code code) {
        boolean isRefused = switch (code) {
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED -> true;
            case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND -> false;
            case ALREADY_EXISTS, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE -> false;
            case INTERNAL, UNAVAILABLE, DATA_LOSS -> false;
        };
        Problem problem = StatusTable.toProblem(code.toStatus().withDescription("words"), new Metadata());
        assertThat(problem)
                .as("what may be concluded of %s", code)
                .isEqualTo(new Problem(isRefused ? Reason.REFUSED : Reason.LOST, code + ": words", Optional.empty()));
    }

    @Test
    void a_message_that_grpc_does_not_take_for_its_size_is_refused() {
        Status java = Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 16: 17");
        Status go = Status.RESOURCE_EXHAUSTED.withDescription("grpc: received message larger than max (17 vs. 16)");
        Status pings = Status.RESOURCE_EXHAUSTED.withDescription("Bandwidth exhausted");
        assertThat(StatusTable.withoutReason(java)).isEqualTo(Reason.REFUSED);
        assertThat(StatusTable.withoutReason(go)).isEqualTo(Reason.REFUSED);
        assertThat(StatusTable.withoutReason(pings)).isEqualTo(Reason.LOST);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "INTERNAL", "UNAVAILABLE", "CANCELLED"})
    void the_words_of_a_size_say_nothing_under_another_code(Status.Code code) {
        Status proxy = code.toStatus().withDescription("gRPC message exceeds maximum size 16: 17");
        assertThat(StatusTable.withoutReason(proxy))
                .as("what may be concluded of %s", proxy)
                .isEqualTo(Reason.LOST);
    }

    @Test
    void a_reason_without_a_description_is_told_by_its_code() {
        com.google.rpc.Status silent = com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("cairn")
                        .setReason("BUSY")
                        .build()))
                .build();
        Metadata trailers = StatusProto.toStatusRuntimeException(silent).getTrailers();
        assertThat(StatusTable.toProblem(Status.RESOURCE_EXHAUSTED, trailers))
                .isEqualTo(new Problem(Reason.BUSY, "RESOURCE_EXHAUSTED", Optional.empty()));
    }

    @Test
    void without_a_reason_the_line_has_the_cause_and_what_helps() {
        Status broken = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new IllegalStateException("outer", new IllegalStateException("connection reset")));
        assertThat(StatusTable.toProblem(broken, null).message())
                .isEqualTo("UNAVAILABLE: io exception: connection reset");
        Status large = Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 16: 17");
        assertThat(StatusTable.toProblem(large, null).message())
                .isEqualTo("RESOURCE_EXHAUSTED: gRPC message exceeds maximum size 16: 17; send or ask for less at"
                        + " once, or allow larger messages on both sides (--max-message)");
    }

    @Test
    void a_reason_of_a_later_version_is_told_by_its_code() {
        requireReason("QUOTA", Status.Code.RESOURCE_EXHAUSTED, Reason.BUSY);
        requireReason("FENCED", Status.Code.FAILED_PRECONDITION, Reason.READ_ONLY);
        requireReason("LOST", Status.Code.ABORTED, Reason.UNKNOWN_OUTCOME);
        requireReason("UNREACHED", Status.Code.DATA_LOSS, Reason.CORRUPT);
        requireReason("ODD", Status.Code.OUT_OF_RANGE, Reason.LOST);
    }

    private static void requireReason(String name, Status.Code code, Reason expected) {
        assertThat(StatusTable.reasonOf(name, code))
                .as("the reason by the name %s and the code %s", name, code)
                .isEqualTo(expected);
    }

    @Test
    void a_reason_of_another_domain_is_none() {
        ErrorInfo info =
                ErrorInfo.newBuilder().setDomain("proxy").setReason("REFUSED").build();
        StatusRuntimeException status = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.UNAVAILABLE.value())
                .addDetails(Any.pack(info))
                .build());
        assertThat(back(status).reason()).isEqualTo(Reason.LOST);
    }

    @Test
    void details_that_are_no_message_or_of_another_status_are_as_good_as_none() {
        Metadata garbage = new Metadata();
        garbage.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] {-1, -1});
        assertThat(StatusTable.toProblem(Status.UNAVAILABLE, garbage).reason()).isEqualTo(Reason.LOST);

        StatusRuntimeException refused = StatusTable.toStatus(new Problem(Reason.REFUSED, "line", Optional.empty()));
        assertThat(StatusTable.toProblem(Status.UNAVAILABLE, refused.getTrailers())
                        .reason())
                .isEqualTo(Reason.LOST);
    }

    @Test
    void a_long_line_is_cut_and_keeps_its_reason() {
        Problem problem = new Problem(Reason.CORRUPT, "x".repeat(100_000), Optional.empty());
        Problem came = back(StatusTable.toStatus(problem));
        assertThat(came.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(came.message().length())
                .as("characters that came of a line of 100,000")
                .isEqualTo(StatusTable.MESSAGE_CHARS_MAX);
    }

    @Test
    void a_status_without_trailers_or_words_is_a_lost_answer() {
        assertThat(StatusTable.toProblem(Status.CANCELLED, null))
                .isEqualTo(new Problem(Reason.LOST, "CANCELLED", Optional.empty()));
    }

    private static Problem back(StatusRuntimeException status) {
        return StatusTable.toProblem(status.getStatus(), status.getTrailers());
    }
}
