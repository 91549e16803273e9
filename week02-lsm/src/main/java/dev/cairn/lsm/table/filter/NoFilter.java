package dev.cairn.lsm.table.filter;

import dev.cairn.common.bytes.Bytes;
import java.lang.foreign.MemorySegment;

/// No filter at all: every key may be there. Stateless.
final class NoFilter implements FilterPolicy, FilterPolicy.Builder, FilterPolicy.Filter {
    static final NoFilter INSTANCE = new NoFilter();

    private NoFilter() {}

    @Override
    public String name() {
        return "";
    }

    @Override
    public Builder builder() {
        return this;
    }

    @Override
    public Filter open(MemorySegment block) {
        return this;
    }

    @Override
    public void add(byte[] array, int start, int length) {}

    @Override
    public Bytes finish() {
        return Bytes.EMPTY;
    }

    @Override
    public boolean mayContain(Bytes userKey) {
        return true;
    }

    @Override
    public String toString() {
        return "none";
    }
}
