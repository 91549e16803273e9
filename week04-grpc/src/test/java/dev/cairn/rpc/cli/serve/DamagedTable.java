package dev.cairn.rpc.cli.serve;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.cli.MapEngine;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// Makes a store with `k` = `v`, and a row in the retry table that no server has written.
final class DamagedTable {
    private DamagedTable() {}

    static void in(Path directory) {
        Bytes key = ReservedKeys.PREFIX.concat(Bytes.utf8("rx"));
        try (WritableStore store = new MapEngine().write(Disk.at(directory), SyncPolicy.always())) {
            store.store()
                    .write(WriteBatch.builder()
                            .put(Bytes.utf8("k"), Bytes.utf8("v"))
                            .addInternal(new Mutation.Put(key, Bytes.EMPTY))
                            .build());
        }
    }
}
