package dev.cairn.lsm.threads;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// A process that puts numbered rows into a store for ever, and says after each that it is acknowledged.
final class LoadMain {
    /// Keys come again and again, each time with the number of its write as its value.
    private static final int KEYS = 2_000;

    private LoadMain() {}

    /// Arguments: the directory, the sync policy, and the number of the first write.
    public static void main(String[] arguments) {
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(Path.of(arguments[0])), options(arguments[1]), env)) {
            for (int write = Integer.parseInt(arguments[2]); true; write++) {
                store.put(key(write), value(write));
                System.out.println(write);
            }
        }
    }

    static LsmOptions options(String sync) {
        return LsmOptions.balanced()
                .withSync(SyncPolicy.parse(sync))
                .withMemtableBytes(32 << 10)
                .withLog(new LogOptions(1 << 20, 64 << 10))
                .withCompaction(Rewriting.whenThereAre(4));
    }

    static Bytes key(int write) {
        return utf8("key:" + Math.floorMod(write * 0x9E3779B1, KEYS));
    }

    static Bytes value(int write) {
        return utf8(Integer.toString(write));
    }
}
