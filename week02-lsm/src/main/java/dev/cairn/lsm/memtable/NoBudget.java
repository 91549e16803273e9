package dev.cairn.lsm.memtable;

/// The budget without a limit. Stateless.
enum NoBudget implements MemtableBudget, MemtableBudget.Share {
    INSTANCE;

    @Override
    public Share share(Runnable flushSoon) {
        return this;
    }

    @Override
    public void use(long bytes) {}

    @Override
    public void close() {}
}
