package dev.cairn.lsm.cli.bench.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What this process has used so far. Where the system does not tell (all but Linux), it is 0.
///
/// Stateless.
public final class OwnProcess {
    private static final Path HOME = Path.of("/proc/self");
    private static final String PEAK = "VmHWM:";
    private static final String HANDED = "wchar:";

    /// What `clear_refs` takes for: the peak of resident memory begins anew (proc(5)).
    private static final String FORGET_PEAK = "5";

    private OwnProcess() {}

    /// Time of all processors, of all threads, those of the virtual machine included, in nanoseconds.
    public static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// Bytes that were handed to the system by write calls. What is stored through mapped memory does not count,
    /// but the zeros do that a log is prepared with, and there are as many of them.
    public static long handedBytes() {
        return figure("io", HANDED);
    }

    /// Resident memory at its peak, in bytes, since the process began or since [#forgetPeak].
    public static long peakBytes() {
        return 1024 * figure("status", PEAK);
    }

    /// From now on the peak is that of what follows.
    public static void forgetPeak() {
        Path file = HOME.resolve("clear_refs");
        if (Files.isWritable(file)) {
            try {
                Files.writeString(file, FORGET_PEAK);
            } catch (IOException _) {
                // Not all systems allow it: the peak is that of the whole process then.
            }
        }
    }

    private static long figure(String name, String label) {
        Path file = HOME.resolve(name);
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of()) {
            return lines.filter(line -> line.startsWith(label))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
