package dev.cairn.rpc.grpc;

import static dev.cairn.rpc.grpc.Form.answers;
import static dev.cairn.rpc.grpc.Form.asks;
import static dev.cairn.rpc.grpc.Form.asksOnly;
import static dev.cairn.rpc.grpc.Form.done;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.Mutation;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.v1.AdminOuterClass;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.BatchResponse;
import dev.cairn.rpc.v1.CloseSessionRequest;
import dev.cairn.rpc.v1.CloseSessionResponse;
import dev.cairn.rpc.v1.CloseSnapshotRequest;
import dev.cairn.rpc.v1.CloseSnapshotResponse;
import dev.cairn.rpc.v1.CompactRequest;
import dev.cairn.rpc.v1.CompactResponse;
import dev.cairn.rpc.v1.CompareAndSetRequest;
import dev.cairn.rpc.v1.CompareAndSetResponse;
import dev.cairn.rpc.v1.DeleteRequest;
import dev.cairn.rpc.v1.DeleteResponse;
import dev.cairn.rpc.v1.FlushRequest;
import dev.cairn.rpc.v1.FlushResponse;
import dev.cairn.rpc.v1.Frame;
import dev.cairn.rpc.v1.FrameAck;
import dev.cairn.rpc.v1.GetRequest;
import dev.cairn.rpc.v1.GetResponse;
import dev.cairn.rpc.v1.OpenSessionRequest;
import dev.cairn.rpc.v1.OpenSessionResponse;
import dev.cairn.rpc.v1.OpenSnapshotRequest;
import dev.cairn.rpc.v1.OpenSnapshotResponse;
import dev.cairn.rpc.v1.PeerOuterClass;
import dev.cairn.rpc.v1.PutRequest;
import dev.cairn.rpc.v1.PutResponse;
import dev.cairn.rpc.v1.RenewSnapshotRequest;
import dev.cairn.rpc.v1.RenewSnapshotResponse;
import dev.cairn.rpc.v1.ScanRequest;
import dev.cairn.rpc.v1.ScanResponse;
import dev.cairn.rpc.v1.StatsRequest;
import dev.cairn.rpc.v1.StatsResponse;
import dev.cairn.rpc.v1.Store;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.List;

/// The methods of `cairn.v1` in our own types.
///
/// There are no generated stubs: each method is described here by two marshallers that turn values of
/// [dev.cairn.rpc.call] into the generated messages and back. One request may travel in more than one way;
/// which one, [#methodOf] says:
///
/// | request | method |
/// |---|---|
/// | write of one put, of one delete | Put, Delete |
/// | any other write | Batch |
/// | conditional write of one change of the condition's key | CompareAndSet |
/// | any other conditional write | Batch with a condition |
/// | any other request | the method of its name |
///
/// No message makes a marshaller of requests throw: gRPC would answer INTERNAL. What is wrong with it is
/// the value instead ([Asked.Unclear]), which a handler answers with INVALID_ARGUMENT. An answer that
/// cannot be understood is a [Reply.Failure] with `Reason.LOST`: what it said of the write is not known.
///
/// Thread-safe: there is no state.
final class Protocol {
    private static final ServiceDescriptor STORE = Store.getDescriptor().findServiceByName("KeyValue");
    private static final ServiceDescriptor OPERATOR =
            AdminOuterClass.getDescriptor().findServiceByName("Admin");
    private static final ServiceDescriptor NODES =
            PeerOuterClass.getDescriptor().findServiceByName("Peer");

    static final MethodDescriptor<Asked<Request>, Reply> GET = unary(
            STORE,
            "Get",
            asks(Request.Get.class, GetRequest.getDefaultInstance(), RequestMessages::get, RequestMessages::get),
            answers(Reply.Value.class, GetResponse.getDefaultInstance(), ReplyMessages::value, ReplyMessages::value));

    static final MethodDescriptor<Asked<Request>, Reply> PUT = unary(
            STORE,
            "Put",
            asks(Request.Write.class, PutRequest.getDefaultInstance(), RequestMessages::put, RequestMessages::put),
            done(PutResponse.getDefaultInstance()));

    static final MethodDescriptor<Asked<Request>, Reply> DELETE = unary(
            STORE,
            "Delete",
            asks(
                    Request.Write.class,
                    DeleteRequest.getDefaultInstance(),
                    RequestMessages::delete,
                    RequestMessages::delete),
            done(DeleteResponse.getDefaultInstance()));

    /// A batch as a server sees it, and as a client sends it without a condition: answered by
    /// [Reply.Compared].
    static final MethodDescriptor<Asked<Request>, Reply> BATCH = unary(
            STORE,
            "Batch",
            asks(
                    Request.Write.class,
                    BatchRequest.getDefaultInstance(),
                    RequestMessages::batch,
                    RequestMessages::batch),
            answers(Reply.class, BatchResponse.getDefaultInstance(), ReplyMessages::applied, _ -> new Reply.Done()));

    /// The same method, as a client sends it with a condition.
    static final MethodDescriptor<Asked<Request>, Reply> BATCH_IF = unary(
            STORE,
            "Batch",
            asks(
                    Request.WriteIf.class,
                    BatchRequest.getDefaultInstance(),
                    RequestMessages::batchIf,
                    RequestMessages::batch),
            answers(Reply.class, BatchResponse.getDefaultInstance(), ReplyMessages::applied, ReplyMessages::applied));

    static final MethodDescriptor<Asked<Request>, Reply> COMPARE_AND_SET = unary(
            STORE,
            "CompareAndSet",
            asks(
                    Request.WriteIf.class,
                    CompareAndSetRequest.getDefaultInstance(),
                    RequestMessages::compareAndSet,
                    RequestMessages::compareAndSet),
            answers(
                    Reply.Compared.class,
                    CompareAndSetResponse.getDefaultInstance(),
                    ReplyMessages::replaced,
                    ReplyMessages::replaced));

    static final MethodDescriptor<Asked<Request>, Reply> OPEN_SNAPSHOT = unary(
            STORE,
            "OpenSnapshot",
            asksOnly(OpenSnapshotRequest.getDefaultInstance(), new Request.OpenSnapshot()),
            answers(
                    Reply.SnapshotOpened.class,
                    OpenSnapshotResponse.getDefaultInstance(),
                    ReplyMessages::snapshot,
                    ReplyMessages::snapshot));

    static final MethodDescriptor<Asked<Request>, Reply> RENEW_SNAPSHOT = unary(
            STORE,
            "RenewSnapshot",
            asks(
                    Request.RenewSnapshot.class,
                    RenewSnapshotRequest.getDefaultInstance(),
                    RequestMessages::renewSnapshot,
                    RequestMessages::renewSnapshot),
            done(RenewSnapshotResponse.getDefaultInstance()));

    static final MethodDescriptor<Asked<Request>, Reply> CLOSE_SNAPSHOT = unary(
            STORE,
            "CloseSnapshot",
            asks(
                    Request.CloseSnapshot.class,
                    CloseSnapshotRequest.getDefaultInstance(),
                    RequestMessages::closeSnapshot,
                    RequestMessages::closeSnapshot),
            done(CloseSnapshotResponse.getDefaultInstance()));

    static final MethodDescriptor<Asked<Request>, Reply> OPEN_SESSION = unary(
            STORE,
            "OpenSession",
            asksOnly(OpenSessionRequest.getDefaultInstance(), new Request.OpenSession()),
            answers(
                    Reply.SessionOpened.class,
                    OpenSessionResponse.getDefaultInstance(),
                    ReplyMessages::session,
                    ReplyMessages::session));

    static final MethodDescriptor<Asked<Request>, Reply> CLOSE_SESSION = unary(
            STORE,
            "CloseSession",
            asks(
                    Request.CloseSession.class,
                    CloseSessionRequest.getDefaultInstance(),
                    RequestMessages::closeSession,
                    RequestMessages::closeSession),
            done(CloseSessionResponse.getDefaultInstance()));

    static final MethodDescriptor<Asked<Request>, Reply> STATS = unary(
            OPERATOR,
            "Stats",
            asksOnly(StatsRequest.getDefaultInstance(), new Request.Stats()),
            answers(
                    Reply.Figures.class,
                    StatsResponse.getDefaultInstance(),
                    ReplyMessages::stats,
                    message -> ReplyMessages.figures(message.getReport())));

    static final MethodDescriptor<Asked<Request>, Reply> FLUSH = unary(
            OPERATOR,
            "Flush",
            asksOnly(FlushRequest.getDefaultInstance(), new Request.Flush()),
            answers(
                    Reply.Figures.class,
                    FlushResponse.getDefaultInstance(),
                    ReplyMessages::flush,
                    message -> ReplyMessages.figures(message.getReport())));

    static final MethodDescriptor<Asked<Request>, Reply> COMPACT = unary(
            OPERATOR,
            "Compact",
            asks(
                    Request.Compact.class,
                    CompactRequest.getDefaultInstance(),
                    RequestMessages::compact,
                    RequestMessages::compact),
            answers(
                    Reply.Figures.class,
                    CompactResponse.getDefaultInstance(),
                    ReplyMessages::compact,
                    message -> ReplyMessages.figures(message.getReport())));

    static final MethodDescriptor<Asked<ScanQuestion>, RowChunk> SCAN = method(
            STORE,
            "Scan",
            MethodType.SERVER_STREAMING,
            asks(ScanQuestion.class, ScanRequest.getDefaultInstance(), RequestMessages::scan, RequestMessages::scan),
            Form.of(ScanResponse.getDefaultInstance(), ReplyMessages::rows, ReplyMessages::rows));

    /// One frame, answered by how many messages have been taken in.
    static final MethodDescriptor<Asked<PeerStream.Frame>, Long> EXCHANGE = method(
            NODES,
            "Exchange",
            MethodType.BIDI_STREAMING,
            asks(PeerStream.Frame.class, Frame.getDefaultInstance(), RequestMessages::frame, RequestMessages::frame),
            Form.of(FrameAck.getDefaultInstance(), ReplyMessages::taken, FrameAck::getTaken));

    /// The unary methods of the service KeyValue.
    static final List<MethodDescriptor<Asked<Request>, Reply>> KEY_VALUE_UNARY = List.of(
            GET,
            PUT,
            DELETE,
            BATCH,
            COMPARE_AND_SET,
            OPEN_SNAPSHOT,
            RENEW_SNAPSHOT,
            CLOSE_SNAPSHOT,
            OPEN_SESSION,
            CLOSE_SESSION);

    /// The unary methods of the service Admin.
    static final List<MethodDescriptor<Asked<Request>, Reply>> ADMIN_UNARY = List.of(STATS, FLUSH, COMPACT);

    /// The service KeyValue.
    static final io.grpc.ServiceDescriptor KEY_VALUE = service(STORE, KEY_VALUE_UNARY, List.of(SCAN));

    /// The service Admin.
    static final io.grpc.ServiceDescriptor ADMIN = service(OPERATOR, ADMIN_UNARY, List.of());

    /// The service Peer.
    static final io.grpc.ServiceDescriptor PEER = service(NODES, List.of(), List.of(EXCHANGE));

    private Protocol() {}

    /// By which method `request` travels.
    static MethodDescriptor<Asked<Request>, Reply> methodOf(Request request) {
        return switch (request) {
            case Request.Get _ -> GET;
            case Request.Write write -> methodOf(write);
            case Request.WriteIf write -> RequestMessages.isCompareAndSet(write) ? COMPARE_AND_SET : BATCH_IF;
            case Request.OpenSession _ -> OPEN_SESSION;
            case Request.CloseSession _ -> CLOSE_SESSION;
            case Request.OpenSnapshot _ -> OPEN_SNAPSHOT;
            case Request.RenewSnapshot _ -> RENEW_SNAPSHOT;
            case Request.CloseSnapshot _ -> CLOSE_SNAPSHOT;
            case Request.Stats _ -> STATS;
            case Request.Flush _ -> FLUSH;
            case Request.Compact _ -> COMPACT;
        };
    }

    private static MethodDescriptor<Asked<Request>, Reply> methodOf(Request.Write write) {
        if (write.batch().count() != 1) {
            return BATCH;
        }
        return switch (write.batch().mutations().getFirst()) {
            case Mutation.Put _ -> PUT;
            case Mutation.Delete _ -> DELETE;
        };
    }

    private static MethodDescriptor<Asked<Request>, Reply> unary(
            ServiceDescriptor service, String name, Marshaller<Asked<Request>> asks, Marshaller<Reply> answers) {
        return method(service, name, MethodType.UNARY, asks, answers);
    }

    /// A method that the service has in its .proto file.
    private static <A, B> MethodDescriptor<A, B> method(
            ServiceDescriptor service, String name, MethodType type, Marshaller<A> asks, Marshaller<B> answers) {
        Check.that(service.findMethodByName(name) != null, "%s has no %s", service.getFullName(), name);
        return MethodDescriptor.<A, B>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service.getFullName(), name))
                .setRequestMarshaller(asks)
                .setResponseMarshaller(answers)
                .build();
    }

    private static io.grpc.ServiceDescriptor service(
            ServiceDescriptor service,
            List<MethodDescriptor<Asked<Request>, Reply>> unary,
            List<? extends MethodDescriptor<?, ?>> streams) {
        Check.that(
                unary.size() + streams.size() == service.getMethods().size(),
                "%s has other methods",
                service.getFullName());
        var descriptor = io.grpc.ServiceDescriptor.newBuilder(service.getFullName());
        unary.forEach(descriptor::addMethod);
        streams.forEach(descriptor::addMethod);
        return descriptor.setSchemaDescriptor(new Schema(service)).build();
    }

    /// What reflection tells of a service: its .proto file.
    private record Schema(ServiceDescriptor service) implements ProtoFileDescriptorSupplier {
        @Override
        public FileDescriptor getFileDescriptor() {
            return service.getFile();
        }
    }
}
