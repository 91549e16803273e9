package dev.cairn.lsm.cli.bench;

import java.util.List;

/// What one process is to run.
///
/// Immutable; travels as JSON.
///
/// @param opener name of the class that opens stores ([BenchStore.Opener])
/// @param directory an empty directory, to be filled
/// @param isKilled whether the process ends itself without closing anything, after the last workload
/// @param isRecovering whether all that is to be done is to open the store and count its rows
/// @param isSettled whether what a workload has left behind is waited for and counted
/// @param isDebugging whether a failure of the store is shown with its stack trace
public record BenchPlan(
        String engine,
        String opener,
        String directory,
        List<String> workloads,
        long rows,
        int valueBytes,
        long seed,
        double warmUp,
        BenchSetting setting,
        boolean isKilled,
        boolean isRecovering,
        boolean isSettled,
        boolean isDebugging) {
    public BenchPlan {
        workloads = List.copyOf(workloads);
    }
}
