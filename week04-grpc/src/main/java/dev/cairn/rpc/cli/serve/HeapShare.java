package dev.cairn.rpc.cli.serve;

/// How much of the heap one kind of thing may take that others send: an eighth of it, and no more than is said.
/// Three kinds do (requests, bodies, answers), so that more than half of the heap is left for the store.
///
/// Immutable.
///
/// @param heapBytes the largest that the heap becomes
record HeapShare(long heapBytes) {
    private static final int PART = 8;

    /// Of this process.
    static HeapShare ofProcess() {
        return new HeapShare(Runtime.getRuntime().maxMemory());
    }

    /// `bytesMax` where the heap is large enough for it.
    long of(long bytesMax) {
        return Math.clamp(heapBytes / PART, 1, bytesMax);
    }

    /// The same, where a single thing of `oneMax` has to fit in any case.
    long of(long bytesMax, long oneMax) {
        return Math.max(of(bytesMax), oneMax);
    }
}
