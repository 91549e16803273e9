package dev.cairn.engine;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.backup.Backup;
import dev.cairn.backup.CopyProgress;
import dev.cairn.backup.Restore;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.Pair;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.sim.MemoryStore;
import dev.cairn.typed.Counters;
import dev.cairn.typed.Row;
import dev.cairn.typed.TypedBatch;
import dev.cairn.typed.TypedStore;
import dev.cairn.typed.ValueStore;
import dev.cairn.typed.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// How a program embeds the complete engine: the programs of the page of examples, run.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("3.17")
final class EngineExamplesTest {
    @Test
    void the_engine_is_embedded_in_ten_lines(@TempDir Path top) {
        Path directory = top.resolve("d");

        embed(directory);

        assertThat(embed(directory)).as("visits, counted by two runs").isEqualTo(2);
    }

    @Test
    void maps_of_types_live_in_one_store() {
        MemoryStore store = new MemoryStore();

        assertThat(usersByName(store)).containsExactly("ada", "grace");
    }

    @Test
    void values_of_several_types_lie_side_by_side() {
        assertThat(profile(new MemoryStore())).isEqualTo("Ada, 36, true");
    }

    @Test
    void stores_share_a_cache_and_settings(@TempDir Path top) {
        assertThat(twoStores(top)).isEqualTo("few few");
    }

    @Test
    void what_was_backed_up_is_restored(@TempDir Path top) {
        Path directory = top.resolve("d");
        embed(directory);

        backUp(directory, top.resolve("b"));
        Restore.run(Disk.at(top.resolve("b")), Disk.at(top.resolve("r")), CopyProgress.none());

        assertThat(embed(top.resolve("r")))
                .as("visits, counted by a run before the backup and one after")
                .isEqualTo(2);
    }

    private static long embed(Path directory) {
        try (EngineStore store = EngineStore.open(directory)) {
            store.put(utf8("user:7"), utf8("Ada"));
            String name = store.get(utf8("user:7")).map(Bytes::toUtf8).orElse("nobody");
            Counters<String> visits = Counters.over(store, "visits", Codecs.string());
            visits.increment(name);
            store.compact(KeyRange.all());
            return visits.value(name);
        }
    }

    private static List<String> usersByName(KeyValueStore store) {
        TypedStore<Long, User> users = TypedStore.over(store, "users", Codecs.int64(), ValueType.json(User.class));
        TypedStore<Pair<String, Long>, Boolean> byName =
                TypedStore.over(store, "users by name", Codecs.pair(Codecs.string(), Codecs.int64()), ValueType.bool());
        for (User user : List.of(new User(7, "grace"), new User(12, "ada"))) {
            TypedBatch.on(store)
                    .put(users, user.id(), user)
                    .put(byName, new Pair<>(user.name(), user.id()), true)
                    .write();
        }
        try (Stream<Row<Pair<String, Long>, Boolean>> rows = byName.stream()) {
            return rows.map(row -> row.key().first()).toList();
        }
    }

    private static String profile(KeyValueStore store) {
        ValueStore<String> profile = ValueStore.over(store, "profile", Codecs.string());
        profile.putText("name", "Ada");
        profile.putInt64("age", 36);
        profile.putBool("admin", true);
        return profile.getText("name").orElseThrow()
                + ", " + profile.getInt64("age").orElseThrow()
                + ", " + profile.getBool("admin").orElseThrow();
    }

    private static String twoStores(Path top) {
        EngineSettings settings = EngineSettings.lowMemory()
                .with()
                .compression(Compressing.ZSTD)
                .cacheBytes(8L << 20)
                .build();
        BlockCache shared = settings.newCache();
        try (EngineStore one = EngineStore.open(top.resolve("one"), settings, shared);
                EngineStore other = EngineStore.open(top.resolve("other"), settings, shared)) {
            one.put(utf8("words"), utf8("few"));
            one.get(utf8("words")).ifPresent(words -> other.put(utf8("words"), words));
            return one.get(utf8("words")).orElseThrow().toUtf8() + " "
                    + other.get(utf8("words")).orElseThrow().toUtf8();
        }
    }

    private static void backUp(Path directory, Path backup) {
        try (EngineStore store = EngineStore.open(directory)) {
            Backup.make(store.lsm(), Disk.at(backup), CopyProgress.none());
        }
    }

    private record User(long id, String name) {}
}
