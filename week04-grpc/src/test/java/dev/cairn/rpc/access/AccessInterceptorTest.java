package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Env;
import dev.cairn.rpc.grpc.StoreHandlers;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import dev.cairn.web.Scope;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before the handlers, and what each method needs.
@Tag("4.18")
class AccessInterceptorTest {
    private final Made made = Made.by(4);
    private final List<String> begun = new ArrayList<>();
    private final AtomicInteger statuses = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "grpc.health.v1.Health/Check, NONE",
        "grpc.health.v1.Health/Watch, NONE",
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo, READ",
        "cairn.v1.KeyValue/Get, READ",
        "cairn.v1.KeyValue/Scan, READ",
        "cairn.v1.KeyValue/OpenSnapshot, READ",
        "cairn.v1.KeyValue/RenewSnapshot, READ",
        "cairn.v1.KeyValue/CloseSnapshot, READ",
        "cairn.v1.KeyValue/Put, WRITE",
        "cairn.v1.KeyValue/Delete, WRITE",
        "cairn.v1.KeyValue/Batch, WRITE",
        "cairn.v1.KeyValue/CompareAndSet, WRITE",
        "cairn.v1.KeyValue/OpenSession, WRITE",
        "cairn.v1.KeyValue/CloseSession, WRITE",
        "cairn.v1.Admin/Stats, READ",
        "cairn.v1.Admin/Flush, ADMIN",
        "cairn.v1.Admin/Compact, ADMIN",
        "cairn.v1.Peer/Exchange, ADMIN",
    })
    void each_method_needs_what_the_table_says(String method, Scope needed) {
        assertThat(GrpcScopes.neededFor(method)).as(method).isEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cairn.v1.KeyValue/Truncate",
                "cairn.v1.KeyValue/get",
                "cairn.v1.KeyValue",
                "cairn.v1.KeyValueX/Get",
                "cairn.v2.KeyValue/Get",
                "grpc.health.v1.HealthX/Check",
                "grpc.health.v1.Health/List",
                "x",
                "",
            })
    void a_method_that_nobody_named_is_for_admins(String method) {
        assertThat(GrpcScopes.neededFor(method)).as("needed for \"%s\"", method).isEqualTo(Scope.ADMIN);
    }

    @Test
    void no_method_of_a_server_is_open_but_health() {
        TreeMap<String, Scope> open = new TreeMap<>();
        services().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(method -> method.getMethodDescriptor().getFullMethodName())
                .filter(method -> GrpcScopes.neededFor(method) == Scope.NONE)
                .forEach(method -> open.put(method, Scope.NONE));
        assertThat(open.keySet()).containsExactly("grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch");
    }

    @Test
    void who_may_goes_on_and_the_call_is_left_alone() {
        Call call = new Call("cairn.v1.KeyValue/Put");
        intercept(call, Optional.of("Bearer " + made.writer().reveal()));
        assertThat(begun).containsExactly("cairn.v1.KeyValue/Put");
        assertThat(call.closed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cairn.v1.KeyValue/Get,  ,       UNAUTHENTICATED",
        "cairn.v1.KeyValue/Get,  gone,   UNAUTHENTICATED",
        "cairn.v1.KeyValue/Get,  nobody, UNAUTHENTICATED",
        "cairn.v1.KeyValue/Put,  reader, PERMISSION_DENIED",
        "cairn.v1.Admin/Flush,   writer, PERMISSION_DENIED",
        "cairn.v1.Peer/Exchange, writer, PERMISSION_DENIED",
    })
    void who_may_not_is_refused_before_anything_of_it_begins(String method, String who, Status.Code code) {
        Call call = new Call(method);
        ServerCall.Listener<InputStream> listener =
                intercept(call, Optional.ofNullable(who).map(name -> "Bearer " + tokenOf(name)));
        assertThat(begun).as("handlers that began").isEmpty();
        assertThat(call.closed)
                .as("statuses of the call")
                .extracting(Status::getCode)
                .containsExactly(code);
        assertThat(call.requested).as("messages that were asked for").isZero();
        assertThat(call.trailers.keys())
                .as("the trailers of the status, in which the reason is")
                .contains("grpc-status-details-bin");
        listener.onMessage(new ByteArrayInputStream(new byte[0]));
        listener.onHalfClose();
        listener.onCancel();
        listener.onComplete();
        assertThat(begun).as("handlers that began after all").isEmpty();
        assertThat(statuses).as("problems that were made to travel").hasValue(1);
    }

    private ServerCall.Listener<InputStream> intercept(Call call, Optional<String> authorization) {
        Metadata headers = new Metadata();
        authorization.ifPresent(text -> headers.put(AccessInterceptor.AUTHORIZATION, text));
        AccessInterceptor interceptor = new AccessInterceptor(made.atNoon(), problem -> {
            statuses.incrementAndGet();
            return StoreHandlers.statusOf(problem);
        });
        return interceptor.interceptCall(call, headers, (same, _) -> {
            begun.add(same.getMethodDescriptor().getFullMethodName());
            same.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(InputStream message) {
                    begun.add("message");
                }
            };
        });
    }

    private String tokenOf(String name) {
        return switch (name) {
            case "reader" -> made.reader().reveal();
            case "writer" -> made.writer().reveal();
            case "gone" -> made.gone().reveal();
            default -> "cairn_nobody";
        };
    }

    private static List<ServerServiceDefinition> services() {
        List<ServerServiceDefinition> services = new ArrayList<>();
        try (Env env = Env.real(1);
                StoreService service = StoreService.open(
                        new MemoryStore(),
                        Operations.none(),
                        ServiceOptions.defaults(),
                        env.clock(),
                        env.background(),
                        env.random())) {
            services.addAll(StoreHandlers.of(service, 1).services());
        }
        services.add(new HealthStatusManager().getHealthService().bindService());
        services.add(ProtoReflectionServiceV1.newInstance().bindService());
        return services;
    }

    /// A call that notes what is done with it.
    private static final class Call extends ServerCall<InputStream, InputStream> {
        private final MethodDescriptor<InputStream, InputStream> method;
        private final List<Status> closed = new ArrayList<>();
        private Metadata trailers = new Metadata();
        private int requested;

        Call(String name) {
            Bodies bodies = new Bodies();
            method = MethodDescriptor.newBuilder(bodies, bodies)
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(name)
                    .build();
        }

        @Override
        public void request(int messages) {
            requested += messages;
        }

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(InputStream message) {}

        @Override
        public void close(Status status, Metadata told) {
            closed.add(status);
            trailers = told;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<InputStream, InputStream> getMethodDescriptor() {
            return method;
        }

        @Override
        public Attributes getAttributes() {
            return Attributes.EMPTY;
        }
    }

    /// Bytes as they are.
    private static final class Bodies implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream value) {
            return value;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return stream;
        }
    }
}
