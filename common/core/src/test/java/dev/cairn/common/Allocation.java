package dev.cairn.common;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Measures what a piece of code takes from the heap.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// The bytes that the calling thread allocates while `work` runs; the first run, which loads classes, is not
    /// counted.
    public static long bytesDuring(Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// The size in bytes of the largest object that each of `works`, by name, makes. One that makes only small
    /// objects may be missing. (The JVM reports every object for which a thread's own stretch of the heap has no
    /// room.)
    public static Map<String, Long> largestObjects(Map<String, Runnable> works) {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationOutsideTLAB");
            recording.enable("jdk.ObjectAllocationInNewTLAB");
            recording.start();
            for (Map.Entry<String, Runnable> work : works.entrySet()) {
                Thread.ofPlatform().name(work.getKey()).start(work.getValue()).join();
            }
            recording.stop();
            return largestByThread(recording, works.keySet());
        } catch (IOException | InterruptedException cause) {
            throw new AssertionError("cannot record what is allocated", cause);
        }
    }

    private static Map<String, Long> largestByThread(Recording recording, Set<String> threads) throws IOException {
        Path file = Files.createTempFile("allocation", ".jfr");
        try {
            recording.dump(file);
            Map<String, Long> largest = new TreeMap<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                String thread =
                        event.getThread() == null ? "" : event.getThread().getJavaName();
                if (threads.contains(thread)) {
                    largest.merge(thread, event.getLong("allocationSize"), Math::max);
                }
            }
            return largest;
        } finally {
            Files.delete(file);
        }
    }
}
