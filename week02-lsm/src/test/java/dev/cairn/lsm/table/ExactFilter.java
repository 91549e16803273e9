package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/// A filter that is never wrong: it holds the keys themselves. Stateless.
class ExactFilter implements FilterPolicy {
    @Override
    public String name() {
        return "test.Exact";
    }

    @Override
    public Builder builder() {
        ByteWriter keys = new ByteWriter();
        return new Builder() {
            @Override
            public void add(byte[] array, int start, int length) {
                keys.lengthPrefixed(Bytes.copyOf(array, start, start + length));
            }

            @Override
            public Bytes finish() {
                return keys.toBytes();
            }
        };
    }

    @Override
    public Filter open(MemorySegment block) {
        Set<Bytes> keys = new HashSet<>();
        ByteReader reader = new ByteReader(Bytes.copyOf(block));
        while (!reader.isAtEnd()) {
            keys.add(reader.lengthPrefixed());
        }
        return keys::contains;
    }
}
