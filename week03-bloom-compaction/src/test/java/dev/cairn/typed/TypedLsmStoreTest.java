package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.codec.Codecs;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Views of a store in files: their rows are ordinary rows, and so they are there after a start.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("3.17")
final class TypedLsmStoreTest {
    @Test
    void typed_rows_outlive_the_process(@TempDir Path directory) {
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(directory), LsmOptions.balanced(), env)) {
            users(store).put("ada", new User("Ada", 36));
            store.flush();
            users(store).update("ada", user -> user.map(User::aYearOlder));
            Counters.over(store, "visits", Codecs.string()).increment("/");
        }
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(directory), LsmOptions.balanced(), env)) {
            assertThat(users(store).get("ada")).contains(new User("Ada", 37));
            assertThat(Counters.over(store, "visits", Codecs.string()).value("/"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_scan_of_one_view_crosses_memory_and_tables(@TempDir Path directory) {
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(directory), LsmOptions.balanced(), env)) {
            ValueStore.over(store, "a", Codecs.string()).putBool("zoo", true);
            users(store).put("bob", new User("Bob", 40));
            store.flush();
            users(store).put("ada", new User("Ada", 36));

            assertThat(names(users(store))).containsExactly("Ada", "Bob");
        }
    }

    private static TypedStore<String, User> users(KeyValueStore store) {
        return TypedStore.over(store, "ab", Codecs.string(), ValueType.json(User.class));
    }

    private static List<String> names(TypedStore<String, User> users) {
        try (Stream<Row<String, User>> rows = users.stream()) {
            return rows.map(row -> row.value().name()).toList();
        }
    }

    private record User(String name, int age) {
        User aYearOlder() {
            return new User(name, age + 1);
        }
    }
}
