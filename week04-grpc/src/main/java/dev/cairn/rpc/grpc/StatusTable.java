package dev.cairn.rpc.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.cairn.rpc.access.TlsTrouble;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.workbook.Exercise;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one table between our reasons and the statuses of gRPC, in both directions.
///
/// A failed call carries a status code, and in `grpc-status-details-bin` a `google.rpc.ErrorInfo` of the
/// domain "cairn", whose reason is the name of ours. Going back:
///
/// 1. With a name that we know, that reason.
/// 2. With a name that we do not know (a later version of the protocol), the first reason that has this
///    code: it concludes the same, more coarsely. So a reason that is added later may only travel by a code
///    whose first reason allows the same conclusions. (An unknown FAILED_PRECONDITION becomes
///    [Reason#READ_ONLY]: not done, and not to be sent again.)
/// 3. Without any, the status is not of a server's handler but of gRPC itself, or of something on the way;
///    see [#withoutReason].
///
/// What is no answer ([Reason#isTold]) is never sent: a server that does not know what came of a call
/// answers UNKNOWN without a reason.
///
/// Thread-safe: there is no state.
final class StatusTable {
    /// How long the message of a status gets at most: longer ones would not fit into the metadata that a
    /// client takes, and the reason would be lost with them.
    static final int MESSAGE_CHARS_MAX = 500;

    private static final String DOMAIN = "cairn";
    private static final String ELSEWHERE = "elsewhere";

    private StatusTable() {}

    /// The code by which `reason` travels: as the table of [Reason] says; [Reason#LOST] by UNKNOWN and
    /// [Reason#UNREACHED] by UNAVAILABLE, if it must be.
    @Exercise("4.1")
    static Status.Code codeOf(Reason reason) {
        return switch (reason) {
            case REFUSED -> Status.Code.INVALID_ARGUMENT;
            case BUSY -> Status.Code.RESOURCE_EXHAUSTED;
            case UNAVAILABLE, UNREACHED -> Status.Code.UNAVAILABLE;
            case READ_ONLY, SESSION_UNKNOWN, REQUEST_STALE, SNAPSHOT_UNKNOWN -> Status.Code.FAILED_PRECONDITION;
            case UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
            case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
            case FAILED -> Status.Code.INTERNAL;
            case CORRUPT -> Status.Code.DATA_LOSS;
            case UNKNOWN_OUTCOME -> Status.Code.ABORTED;
            case TOO_LATE -> Status.Code.DEADLINE_EXCEEDED;
            case LOST -> Status.Code.UNKNOWN;
        };
    }

    /// What a handler ends a call with: a status of the reason's code, with the first [#MESSAGE_CHARS_MAX]
    /// characters of the message, and one detail, an [ErrorInfo] with our [#DOMAIN] and the reason's name;
    /// its metadata has the node that may know more, as [#ELSEWHERE], if there is one. Of what is never told
    /// ([Reason#isTold]) no detail is sent.
    @Exercise("4.1")
    static StatusRuntimeException toStatus(Problem problem) {
        String message = problem.message();
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(codeOf(problem.reason()).value())
                .setMessage(message.substring(0, Math.min(message.length(), MESSAGE_CHARS_MAX)));
        if (problem.reason().isTold()) {
            ErrorInfo.Builder info = ErrorInfo.newBuilder()
                    .setDomain(DOMAIN)
                    .setReason(problem.reason().name());
            problem.elsewhere().ifPresent(address -> info.putMetadata(ELSEWHERE, address));
            status.addDetails(Any.pack(info.build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /// What a failed call tells its caller, by rules 1 to 3 of this class.
    ///
    /// [#infoOf] finds the detail of ours. If there is one: the reason of its name ([#reasonOf]), the
    /// description as message, and the node that may know more, if one is named. If there is none: the reason
    /// that [#withoutReason] allows, and the line `CODE: description` as message, to which [#lineOf] adds a
    /// cause and what helps. A status without a description is told as [#lineOf] does in both cases: `CODE`.
    @Exercise("4.1")
    static Problem toProblem(Status status, @Nullable Metadata trailers) {
        String line = lineOf(status);
        Optional<ErrorInfo> info = infoOf(status, trailers);
        if (info.isEmpty()) {
            return new Problem(withoutReason(status), line, Optional.empty());
        }
        Reason reason = reasonOf(info.get().getReason(), status.getCode());
        Optional<String> elsewhere =
                Optional.ofNullable(info.get().getMetadataMap().get(ELSEWHERE));
        return new Problem(reason, status.getDescription() == null ? line : status.getDescription(), elsewhere);
    }

    /// The reason of that name. One that a later version of the protocol has is told by the code of the
    /// status: the first reason, in the order of [Reason], that travels by that code, and [Reason#LOST] if
    /// none does. The name of a reason that is never told ([Reason#isTold]) is none of ours.
    @Exercise("4.1")
    static Reason reasonOf(String name, Status.Code code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.isTold() && reason.name().equals(name))
                .findFirst()
                .or(() -> Arrays.stream(Reason.values())
                        .filter(reason -> codeOf(reason) == code)
                        .findFirst())
                .orElse(Reason.LOST);
    }

    /// What may be concluded from a status that names no reason: it comes from gRPC itself, on either side,
    /// or from something between.
    ///
    /// Only what is certain not to have begun is refused: a method that the server does not have, a caller
    /// that it does not let in, a message that it does not take for its size ([#isTooLarge]). Of anything
    /// else it is not known whether the request arrived: [Reason#LOST]. That goes for UNAVAILABLE too (the
    /// connection may have broken after the request was sent), and for RESOURCE_EXHAUSTED of any other kind
    /// (a server that breaks a connection off for too many pings fails calls that are under way with it).
    @Exercise("4.1")
    static Reason withoutReason(Status status) {
        return switch (status.getCode()) {
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED -> Reason.REFUSED;
            case RESOURCE_EXHAUSTED -> isTooLarge(status) ? Reason.REFUSED : Reason.LOST;
            case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS -> Reason.LOST;
            case FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, INTERNAL, UNAVAILABLE, DATA_LOSS -> Reason.LOST;
        };
    }

    /// Whether a message was not taken for its size. gRPC has no other sign of it than these words of its
    /// libraries (Java and C++, Go). Whether it was the request or the answer they do not say; who sent a write
    /// looks whether an answer had begun to come.
    private static boolean isTooLarge(Status status) {
        String words = wordsOf(status);
        return words.contains("exceeds maximum size") || words.contains("larger than max");
    }

    /// What is known of a failure that nobody has put into words for a person.
    private static String lineOf(Status status) {
        Optional<String> tls = Optional.ofNullable(status.getCause()).flatMap(TlsTrouble::lineOf);
        if (tls.isPresent()) {
            return tls.get();
        }
        String description = status.getDescription() == null ? "" : ": " + status.getDescription();
        String cause = status.getCause() == null ? "" : ": " + rootOf(status.getCause());
        return status.getCode() + description + cause + adviceOn(status);
    }

    private static String adviceOn(Status status) {
        if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED && isTooLarge(status)) {
            return "; send or ask for less at once, or allow larger messages on both sides (--max-message)";
        }
        boolean isClosedWithoutAWord =
                status.getCode() == Status.Code.UNAVAILABLE && wordsOf(status).contains("closed for unknown reason");
        return isClosedWithoutAWord ? "; if the server speaks TLS, give the CA of its certificate (--tls-ca)" : "";
    }

    private static String wordsOf(Status status) {
        return String.valueOf(status.getDescription());
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /// The detail of our domain, if the status has one that can be read.
    private static Optional<ErrorInfo> infoOf(Status status, @Nullable Metadata trailers) {
        try {
            com.google.rpc.@Nullable Status details =
                    trailers == null ? null : StatusProto.fromStatusAndTrailers(status, trailers);
            return details == null ? Optional.empty() : infoOf(details);
        } catch (IllegalArgumentException _) {
            // The details are no message, or those of another status: as good as none.
            return Optional.empty();
        }
    }

    private static Optional<ErrorInfo> infoOf(com.google.rpc.Status details) {
        return details.getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .flatMap(detail -> unpacked(detail).stream())
                .filter(info -> info.getDomain().equals(DOMAIN))
                .findFirst();
    }

    private static Optional<ErrorInfo> unpacked(Any detail) {
        try {
            return Optional.of(detail.unpack(ErrorInfo.class));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
