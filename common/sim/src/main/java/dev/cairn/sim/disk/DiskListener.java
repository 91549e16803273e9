package dev.cairn.sim.disk;

/// Hears of every call before it takes effect; the moment before a call is a crash point.
@FunctionalInterface
public interface DiskListener {
    /// `call` is about to be made; the file system is still as the call before it left it.
    void before(DiskCall call);

    /// Hears nothing.
    static DiskListener none() {
        return _ -> {};
    }

    /// This one hears first, then `next`.
    default DiskListener then(DiskListener next) {
        return call -> {
            before(call);
            next.before(call);
        };
    }
}
