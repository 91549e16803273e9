package dev.cairn.rpc.page;

/// What a node is, as long as it runs.
///
/// Immutable.
///
/// @param directory where its store lies, as whoever started it has named it
/// @param engine what kind of store that is
/// @param version of the program
/// @param grpc where it listens for gRPC: `127.0.0.1:4610`
public record NodeFacts(String directory, String engine, String version, String grpc) {}
