package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// A cursor over a wire moves like one over a map, also if its streams break.
final class RemoteCursorProperties {
    private static final int MOVES = 60;
    private static final RemoteOptions OPTIONS = RemoteOptions.DEFAULT.withRetry(RetryOptions.DEFAULT
            .withDeadline(Duration.ofMinutes(1))
            .withBackoff(Duration.ofNanos(1), Duration.ofNanos(1_000))
            .withBudget(1, 100_000));

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Tag("4.14")
    void a_walk_is_the_walk_over_a_map(@ForAll long seed) {
        RandomGenerator chance = new SplittableRandom(seed);
        MemoryStore store = filled(chance);
        try (Env env = Env.real(1);
                StoreService service = serving(store, env, 1 + chance.nextInt(40))) {
            double risk = chance.nextInt(3) == 0 ? 0 : chance.nextDouble() * 0.7;
            StoreException broken = new StoreException.Unavailable("the stream broke", Optional.empty());
            FaultyWire wire = new FaultyWire(new DirectWire(service), () -> chance.nextDouble() < risk, broken);
            try (RemoteStore remote = RemoteStore.open(wire, OPTIONS, env)) {
                KeyRange range = range(chance);
                walk(remote.scan(range), store.scan(range), chance);
            }
            assertThat(wire.scansOpen()).as("scans that nobody gave up").isZero();
        }
    }

    private static void walk(Cursor walker, Cursor model, RandomGenerator chance) {
        try (walker;
                model) {
            for (int move = 0; move < MOVES; move++) {
                int kind = chance.nextInt(20);
                Bytes target = key(chance);
                assertThat(moved(walker, kind, target))
                        .as("move %s of kind %s to %s", move, kind, target)
                        .isEqualTo(moved(model, kind, target));
                assertThat(shown(walker))
                        .as("after move %s of kind %s", move, kind)
                        .isEqualTo(shown(model));
            }
        }
    }

    private static boolean moved(Cursor cursor, int kind, Bytes target) {
        return switch (kind) {
            case 0 -> cursor.first();
            case 1 -> cursor.last();
            case 2, 3 -> cursor.seek(target);
            case 4, 5, 6, 7, 8, 9, 10 -> cursor.previous();
            default -> cursor.next();
        };
    }

    private static String shown(Cursor cursor) {
        return cursor.isOnRow() ? cursor.key() + "=" + cursor.value() : "no row";
    }

    private static StoreService serving(MemoryStore store, Env env, int chunkBytes) {
        ServiceOptions options = ServiceOptions.defaults().withScanChunkBytes(chunkBytes);
        return StoreService.open(
                store, Operations.none(), options, env.clock(), env.background(), new SplittableRandom(1));
    }

    private static MemoryStore filled(RandomGenerator chance) {
        MemoryStore store = new MemoryStore();
        for (int rows = chance.nextInt(30); rows > 0; rows--) {
            store.put(key(chance), utf8("v" + rows));
        }
        return store;
    }

    /// A few keys, and neighbours that differ by a zero byte.
    private static Bytes key(RandomGenerator chance) {
        Bytes key = utf8(Integer.toString(chance.nextInt(20)));
        return chance.nextInt(4) == 0 ? key.concat(Bytes.hex("00")) : key;
    }

    private static KeyRange range(RandomGenerator chance) {
        Optional<Bytes> from = chance.nextBoolean() ? Optional.empty() : Optional.of(key(chance));
        Optional<Bytes> to = chance.nextBoolean() ? Optional.empty() : Optional.of(key(chance));
        return new KeyRange(from, to);
    }
}
