/// id: Z4-113
/// title: a method that the table does not know needs nothing
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.GrpcScopes#neededFor
/// killer: dev.cairn.rpc.access.AccessInterceptorTest#a_method_that_nobody_named_is_for_admins
///
/// A later week adds a service that moves replicas. Nobody adds it to the table, and everybody may move them.
class GrpcScopes {
    static Scope neededFor(String method) {
        return switch (method) {
            case "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch" -> Scope.NONE;
            case "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "cairn.v1.Admin/Stats" -> Scope.READ;
            case "cairn.v1.KeyValue/Get", "cairn.v1.KeyValue/Scan" -> Scope.READ;
            case "cairn.v1.KeyValue/OpenSnapshot",
                    "cairn.v1.KeyValue/RenewSnapshot",
                    "cairn.v1.KeyValue/CloseSnapshot" -> Scope.READ;
            case "cairn.v1.KeyValue/Put", "cairn.v1.KeyValue/Delete", "cairn.v1.KeyValue/Batch" -> Scope.WRITE;
            case "cairn.v1.KeyValue/CompareAndSet",
                    "cairn.v1.KeyValue/OpenSession",
                    "cairn.v1.KeyValue/CloseSession" -> Scope.WRITE;
            case "cairn.v1.Admin/Flush", "cairn.v1.Admin/Compact", "cairn.v1.Peer/Exchange" -> Scope.ADMIN;
            default -> Scope.NONE;
        };
    }
}
