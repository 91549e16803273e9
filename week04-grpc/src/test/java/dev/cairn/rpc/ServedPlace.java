package dev.cairn.rpc;

import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.contract.StorePlace;
import java.util.Optional;
import java.util.function.Function;

/// A place with a store, a service over it, and a remote store before that: each opening opens all three.
///
/// Confined to one thread.
final class ServedPlace<S extends KeyValueStore & StoreCore> implements StorePlace {
    private final Env env = Env.real(8);
    private final Function<Env, S> below;
    private Optional<Runnable> closing = Optional.empty();

    /// @param below opens the store that is served
    ServedPlace(Function<Env, S> below) {
        this.below = below;
    }

    @Override
    public RemoteStore open() {
        closeServer();
        S store = below.apply(env);
        ServiceOptions options = ServiceOptions.defaults();
        StoreService service =
                StoreService.open(store, Operations.none(), options, env.clock(), env.background(), env.random());
        closing = Optional.of(() -> {
            service.close();
            store.close();
        });
        return RemoteStore.open(new DirectWire(service), RemoteOptions.DEFAULT, env);
    }

    @Override
    public void close() {
        closeServer();
        env.close();
    }

    private void closeServer() {
        closing.ifPresent(Runnable::run);
        closing = Optional.empty();
    }
}
