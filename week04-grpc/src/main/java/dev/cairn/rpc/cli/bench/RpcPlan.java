package dev.cairn.rpc.cli.bench;

import java.util.List;

/// What one process of clients is to run.
///
/// Immutable; travels as JSON.
///
/// @param endpoint where the subject's server listens; empty if the store is in the process
/// @param serverPid the server's process; 0 if there is none
/// @param directory where a store in the process is made
/// @param sync as [dev.cairn.wal.commit.SyncPolicy#parse] takes it; for a store in the process
/// @param clients how many at a time, one number after the other
/// @param rows loaded first
/// @param scanRows of one scan
/// @param seconds of each measurement
/// @param warmUpSeconds before each measurement
public record RpcPlan(
        String subject,
        String endpoint,
        long serverPid,
        String directory,
        String sync,
        List<String> workloads,
        List<Integer> clients,
        int rows,
        int valueBytes,
        int scanRows,
        double seconds,
        double warmUpSeconds,
        long seed) {
    public RpcPlan {
        workloads = List.copyOf(workloads);
        clients = List.copyOf(clients);
    }

    int clientsMax() {
        return clients.stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
