package dev.cairn.lsm.cli.bench;

import dev.cairn.common.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Where the openers of all engines are, and what they need: this program's own, and those that `-Ppeers` has
/// built below the module of week 2.
///
/// Immutable.
///
/// @param classPath of the peers; empty if they are not built
/// @param openers by the name of each engine that of its [BenchStore.Opener]'s class
record BenchPeers(String classPath, Map<String, String> openers) {
    /// The name of this program's own engine.
    static final String CAIRN = "cairn";

    private static final String COMMAND = "./mvnw -Ppeers -Dlints=off -DskipTests -pl week02-lsm -am package";
    private static final Path TARGET = Path.of("week02-lsm", "target");
    private static final String LIBRARIES = "peers.classpath";
    private static final String ADAPTERS = "peers";

    private static final Map<String, String> OTHERS = Map.of(
            "rocksdb",
            "dev.cairn.lsm.cli.bench.peers.RocksDbOpener",
            "leveldb",
            "dev.cairn.lsm.cli.bench.peers.JavaLevelDbOpener",
            "leveldbjni",
            "dev.cairn.lsm.cli.bench.peers.GoogleLevelDbOpener",
            "lmdb",
            "dev.cairn.lsm.cli.bench.peers.LmdbOpener");

    BenchPeers {
        openers = Map.copyOf(openers);
    }

    /// Finds the engines. It may read files.
    @FunctionalInterface
    interface Search {
        BenchPeers find() throws IOException;
    }

    /// Looks for the peers below the tree that the launcher names, or the present folder.
    ///
    /// @param own opens this program's own stores
    static BenchPeers find(Class<? extends BenchStore.Opener> own) throws IOException {
        Path target = Path.of(System.getProperty("cairn.root", "")).resolve(TARGET);
        Path libraries = target.resolve(LIBRARIES);
        Map<String, String> openers = new HashMap<>(OTHERS);
        openers.put(CAIRN, own.getName());
        return new BenchPeers(
                Files.exists(libraries)
                        ? target.resolve(ADAPTERS)
                                + File.pathSeparator
                                + Files.readString(libraries).strip()
                        : "",
                openers);
    }

    String opener(String engine) {
        return openers.getOrDefault(engine, "");
    }

    /// Refuses an engine that is not known, or whose library is not here.
    void require(String engine) {
        if (!openers.containsKey(engine)) {
            throw new StoreException.Refused("the engine \"" + engine + "\" is not known: use "
                    + String.join(", ", new TreeSet<>(openers.keySet())));
        }
        if (!engine.equals(CAIRN) && classPath.isEmpty()) {
            throw new StoreException.Refused(
                    "the library of \"" + engine + "\" is not here: fetch and build it with " + COMMAND);
        }
    }
}
