package dev.cairn.common;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

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
}
