package dev.cairn.lsm.cli.bench.peers;

import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import java.nio.file.Path;
import org.fusesource.leveldbjni.JniDBFactory;

/// Google's LevelDB through JNI. Stateless.
public final class GoogleLevelDbOpener implements BenchStore.Opener {
    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        return LevelDbStore.open(JniDBFactory.factory, directory, setting);
    }

    @Override
    public String description() {
        return "LevelDB, Google's";
    }
}
