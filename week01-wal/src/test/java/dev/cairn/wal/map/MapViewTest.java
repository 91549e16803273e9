package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A map that is read where it lies, and the verdict on it.
class MapViewTest {
    private static final Bytes KEY = Bytes.utf8("k");

    @TempDir
    private Path top;

    private Disk disk;

    @BeforeEach
    void put_one_row() {
        disk = Disk.at(top.resolve("d"));
        try (Env env = Env.real(2);
                LoggedMapStore map = LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env)) {
            map.put(KEY, Bytes.utf8("v"));
        }
    }

    @Test
    void rows_and_figures_are_those_of_the_store() {
        try (MapView view = MapView.open(disk);
                Cursor cursor = view.scan(KeyRange.all())) {
            assertThat(view.get(KEY)).contains(Bytes.utf8("v"));
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(KEY);
            assertThat(view.stats().rows()).isEqualTo(1);
            assertThat(view.stats().sequence()).isEqualTo(1);
            assertThat(view.stats().commits().groups()).isZero();
        }
    }

    @Test
    void nobody_opens_the_store_while_it_is_viewed() {
        try (Env env = Env.real(2)) {
            MapView view = MapView.open(disk);
            assertThatThrownBy(() -> LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env))
                    .isInstanceOf(StoreException.Locked.class);

            view.close();

            LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env).close();
        }
    }

    @Test
    void a_damaged_store_is_not_viewed_and_not_locked() throws IOException {
        damage();
        assertThatThrownBy(() -> MapView.open(disk)).isInstanceOf(StoreException.Corrupt.class);
        disk.lock(DirectoryLock.NAME).close();
    }

    @Test
    void where_there_is_no_store_nothing_is_made() throws IOException {
        Path empty = Files.createDirectory(top.resolve("empty"));
        assertThatThrownBy(() -> MapView.open(Disk.at(empty))).isInstanceOf(StoreException.Refused.class);
        assertThatThrownBy(() -> MapView.open(Disk.at(top.resolve("nowhere"))))
                .isInstanceOf(StoreException.Refused.class);
        try (Env env = Env.real(1)) {
            assertThatThrownBy(() -> LoggedMapStore.open(Disk.at(empty), LoggedMapOptions.DEFAULT.existingOnly(), env))
                    .isInstanceOf(StoreException.Refused.class);
        }
        assertThat(Disk.at(empty).list()).isEmpty();
        assertThat(Files.exists(top.resolve("nowhere"))).isFalse();
    }

    @Test
    void the_verdict_on_a_sound_store_has_its_figures() {
        MapCheck check = MapCheck.of(disk);
        assertThat(check.damage()).isEmpty();
        assertThat(check.stats().orElseThrow().rows()).isEqualTo(1);
        assertThat(check.files()).hasSize(1);
        assertThat(check.files().getFirst().records()).isEqualTo(1);
    }

    @Test
    void the_verdict_on_a_damaged_store_says_why_and_what_is_left() throws IOException {
        damage();
        MapCheck check = MapCheck.of(disk);
        assertThat(check.damage().orElseThrow().offset()).isZero();
        assertThat(check.stats()).isEmpty();
        assertThat(check.files().getFirst().skippedBytes()).isEqualTo(24);
        disk.lock(DirectoryLock.NAME).close();
    }

    @Test
    void a_store_that_is_open_gets_no_verdict() {
        try (Env env = Env.real(2);
                LoggedMapStore map = LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env)) {
            assertThatThrownBy(() -> MapCheck.of(disk)).isInstanceOf(StoreException.Locked.class);
            assertThat(map.get(KEY)).isPresent();
        }
    }

    /// Breaks the first of two records, so that it cannot be taken for a torn tail.
    private void damage() throws IOException {
        try (Env env = Env.real(2);
                LoggedMapStore map = LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env)) {
            map.put(Bytes.utf8("l"), Bytes.utf8("w"));
        }
        Path log = top.resolve("d").resolve("000001.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[10] ^= 1;
        Files.write(log, bytes);
    }
}
