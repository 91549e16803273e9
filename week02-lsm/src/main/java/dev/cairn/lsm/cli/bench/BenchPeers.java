package dev.cairn.lsm.cli.bench;

import dev.cairn.common.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the openers of all engines are, and what they need: this program's own, and those that `-Ppeers` has built
/// below the module of week 2.
///
/// Immutable.
///
/// @param classPath of the peers; empty if they are not built
record BenchPeers(String classPath) {
    private static final String CAIRN = "cairn";
    private static final String COMMAND = "./mvnw -Ppeers -Dlints=off -DskipTests -pl week02-lsm -am package";
    private static final Path TARGET = Path.of("week02-lsm", "target");
    private static final String LIBRARIES = "peers.classpath";
    private static final String ADAPTERS = "peers";

    private static final Map<String, String> OPENERS = new TreeMap<>(Map.of(
            CAIRN,
            CairnOpener.class.getName(),
            "rocksdb",
            "dev.cairn.lsm.cli.bench.peers.RocksDbOpener",
            "leveldb",
            "dev.cairn.lsm.cli.bench.peers.JavaLevelDbOpener",
            "leveldbjni",
            "dev.cairn.lsm.cli.bench.peers.GoogleLevelDbOpener",
            "lmdb",
            "dev.cairn.lsm.cli.bench.peers.LmdbOpener"));

    /// Looks for the peers below the tree that the launcher names, or the present folder.
    static BenchPeers find() throws IOException {
        Path target = Path.of(System.getProperty("cairn.root", "")).resolve(TARGET);
        Path libraries = target.resolve(LIBRARIES);
        return new BenchPeers(
                Files.exists(libraries)
                        ? target.resolve(ADAPTERS)
                                + File.pathSeparator
                                + Files.readString(libraries).strip()
                        : "");
    }

    String opener(String engine) {
        return OPENERS.getOrDefault(engine, "");
    }

    /// Refuses an engine that is not known, or whose library is not here.
    void require(String engine) {
        if (!OPENERS.containsKey(engine)) {
            throw new StoreException.Refused("the engine \"" + engine + "\" is not known: use "
                    + String.join(", ", List.copyOf(OPENERS.keySet())));
        }
        if (!engine.equals(CAIRN) && classPath.isEmpty()) {
            throw new StoreException.Refused(
                    "the library of \"" + engine + "\" is not here: fetch and build it with " + COMMAND);
        }
    }
}
