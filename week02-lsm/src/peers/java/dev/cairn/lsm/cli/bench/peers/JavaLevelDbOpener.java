package dev.cairn.lsm.cli.bench.peers;

import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import java.nio.file.Path;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// The LevelDB written in Java. Stateless.
public final class JavaLevelDbOpener implements BenchStore.Opener {
    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        return LevelDbStore.open(new Iq80DBFactory(), directory, setting);
    }

    @Override
    public String description() {
        return "LevelDB, in Java";
    }
}
