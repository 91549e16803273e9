package dev.cairn.rpc.cli.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The processor time that another process has used so far, of all its threads, as the system counts it:
/// in steps of 10 ms on Linux (`utime` and `stime` of proc(5)). What a system does not tell is 0.
/// Immutable.
///
/// @param pid the process; 0 stands for none
record ProcessorTime(long pid) implements LongSupplier {
    @Override
    public long getAsLong() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
