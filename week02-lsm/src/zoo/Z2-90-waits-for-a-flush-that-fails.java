/// id: Z2-90
/// title: writers wait for a flush however often it has failed
/// invariant: BOUND
/// exercise: 2.14
/// seen: T-09 (a failed flush blocks all that comes after it)
/// target: dev.cairn.lsm.WriteTarget#makeRoom
/// killer: dev.cairn.lsm.WriteTargetTest#where_memory_is_full_and_flushing_fails_writers_are_told_why
///
/// The disk is full, memory is full, and every write waits, a millisecond at a time. To the program it looks as if the
/// store had stopped.
class WriteTarget {
    public Duration makeRoom() {
        ReadState state = parts.layers().state();
        if (state.active().bytes() < parts.memtables().bytes()) {
            return Duration.ZERO;
        }
        if (!state.isFull(parts.memtables())) {
            freeze();
            return Duration.ZERO;
        }
        stalls.incrementAndGet();
        return STALL;
    }
}
