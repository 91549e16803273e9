package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.LsmStore;
import dev.cairn.rpc.grpc.WrittenProtocol;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import java.nio.file.Path;

/// What a test needs of a server in a process of its own, done once in this one: in an edition, exercises that are not
/// written yet are so known as what the test waits for.
///
/// Stateless.
public final class WrittenStore {
    private WrittenStore() {}

    /// An engine, a service and a client put, get and scan a row.
    ///
    /// @param directory an empty one
    public static void isNeeded(Path directory) {
        WrittenProtocol.isNeeded();
        try (Env env = Env.real(1);
                LsmStore store = LsmStore.open(
                        Disk.at(directory), EngineSettings.balanced().toOptions(), env);
                StoreService service = StoreService.open(
                        store,
                        Operations.none(),
                        ServiceOptions.defaults(),
                        env.clock(),
                        env.background(),
                        env.random());
                RemoteStore remote = RemoteStore.open(new DirectWire(service), RemoteOptions.DEFAULT, env)) {
            remote.put(utf8("k"), utf8("v"));
            assertThat(remote.get(utf8("k"))).contains(utf8("v"));
            try (Cursor rows = remote.scan(KeyRange.all())) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
