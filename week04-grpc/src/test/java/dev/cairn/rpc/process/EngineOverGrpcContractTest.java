package dev.cairn.rpc.process;

import dev.cairn.common.store.KeyValueStore;
import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The engine on disk keeps the contract of a store, its durability too, for whoever asks it over a socket.
@Tag("full")
final class EngineOverGrpcContractTest extends KeyValueStoreContract {
    @TempDir
    private Path directory;

    /// What the rules say of the engine itself is tried in full where it lives.
    @Override
    public int rounds() {
        return 10;
    }

    @Override
    public StorePlace emptyPlace() {
        return new Place(directory.resolve(UUID.randomUUID().toString()));
    }

    @Override
    public StorePromises promises() {
        return StorePromises.all();
    }

    /// The node is opened anew with each store. Confined to one thread.
    private static final class Place implements StorePlace {
        private final Path directory;
        private Optional<ServedStore<?>> served = Optional.empty();

        Place(Path directory) {
            this.directory = directory;
        }

        @Override
        public KeyValueStore open() {
            close();
            ServedStore<?> opened = ServedStore.engine(directory, SyncPolicy.never(), Door.loopback(0));
            served = Optional.of(opened);
            return opened.remote();
        }

        @Override
        public void close() {
            served.ifPresent(ServedStore::close);
            served = Optional.empty();
        }
    }
}
