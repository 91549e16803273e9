package dev.cairn.rpc.access;

import dev.cairn.web.Scope;
import dev.cairn.workbook.Exercise;

/// What a method of gRPC needs: the one table. Thread-safe: there is no state.
final class GrpcScopes {
    private GrpcScopes() {}

    /// The scope for the method of this full name, such as `cairn.v1.KeyValue/Get`.
    ///
    /// | service | methods | scope |
    /// |---|---|---|
    /// | `grpc.health.v1.Health` | `Check`, `Watch` | [Scope#NONE] |
    /// | `grpc.reflection.v1.ServerReflection` | `ServerReflectionInfo` | [Scope#READ] |
    /// | `cairn.v1.KeyValue` | `Get`, `Scan`, `OpenSnapshot`, `RenewSnapshot`, `CloseSnapshot` | [Scope#READ] |
    /// | `cairn.v1.KeyValue` | `Put`, `Delete`, `Batch`, `CompareAndSet` | [Scope#WRITE] |
    /// | `cairn.v1.KeyValue` | `OpenSession`, `CloseSession` | [Scope#WRITE] |
    /// | `cairn.v1.Admin` | `Stats` | [Scope#READ] |
    /// | all else, `cairn.v1.Admin` and `cairn.v1.Peer` among it | | [Scope#ADMIN] |
    ///
    /// The last row is the one that counts: a method that is added and forgotten here is closed, not open.
    @Exercise("4.18")
    static Scope neededFor(String method) {
        return switch (method) {
            case "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch" -> Scope.NONE;
            case "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "cairn.v1.Admin/Stats" -> Scope.READ;
            case "cairn.v1.KeyValue/Get", "cairn.v1.KeyValue/Scan" -> Scope.READ;
            case "cairn.v1.KeyValue/OpenSnapshot",
                    "cairn.v1.KeyValue/RenewSnapshot",
                    "cairn.v1.KeyValue/CloseSnapshot" -> Scope.READ;
            case "cairn.v1.KeyValue/Put", "cairn.v1.KeyValue/Delete", "cairn.v1.KeyValue/Batch" -> Scope.WRITE;
            case "cairn.v1.KeyValue/CompareAndSet", "cairn.v1.KeyValue/OpenSession", "cairn.v1.KeyValue/CloseSession" ->
                Scope.WRITE;
            default -> Scope.ADMIN;
        };
    }
}
