package dev.cairn.lsm.memtable;

import java.util.function.LongSupplier;

/// The budget without a limit. Stateless.
enum NoBudget implements MemtableBudget, MemtableBudget.Share {
    INSTANCE;

    @Override
    public Share share(Runnable flushSoon) {
        return this;
    }

    @Override
    public void use(LongSupplier bytes) {}

    @Override
    public void close() {}
}
