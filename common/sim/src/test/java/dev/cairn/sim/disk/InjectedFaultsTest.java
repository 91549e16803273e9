package dev.cairn.sim.disk;

import static dev.cairn.sim.disk.Files.afterTheWorstPowerCut;
import static dev.cairn.sim.disk.Files.append;
import static dev.cairn.sim.disk.Files.created;
import static dev.cairn.sim.disk.Files.madeDirectory;
import static dev.cairn.sim.disk.Files.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a call does that is made to fail.
final class InjectedFaultsTest {
    private final SimFileSystem files = SimFileSystem.empty();
    private Disk disk;
    private AppendFile file;

    @BeforeEach
    void make_a_file_with_durable_bytes() throws IOException {
        disk = madeDirectory(files);
        file = created(disk, "f", "durable ");
        file.sync();
        disk.syncDirectory();
    }

    @Test
    void an_io_error_does_nothing() throws IOException {
        failNext(Fault.IO_ERROR);

        assertThatThrownBy(() -> append(file, "bytes"))
                .isInstanceOf(IOException.class)
                .hasMessage("d/f: Input/output error (injected at append)");
        assertThat(file.size()).isEqualTo(8);
        assertThat(read(disk, "f")).isEqualTo("durable ");
    }

    @Test
    void only_the_planned_call_fails() throws IOException {
        failNext(Fault.IO_ERROR);
        assertThatThrownBy(disk::list).isInstanceOf(IOException.class);

        assertThat(disk.list()).containsExactly("f");
    }

    @Test
    void a_full_disk_says_so() {
        failNext(Fault.NO_SPACE);

        assertThatThrownBy(() -> disk.create("g")).hasMessageContaining("d/g: No space left on device");
    }

    @Test
    void a_fault_that_makes_no_sense_for_a_call_has_no_effect() throws IOException {
        failNext(Fault.NO_SPACE);

        assertThat(disk.list()).containsExactly("f");
    }

    @Test
    void a_short_write_leaves_its_first_half() throws IOException {
        failNext(Fault.SHORT_TRANSFER);

        assertThatThrownBy(() -> append(file, "abcdef")).hasMessageContaining("only 3 of 6 bytes written");
        assertThat(file.size()).isEqualTo(8);
        assertThat(read(disk, "f")).isEqualTo("durable abc");
    }

    @Test
    void a_short_read_fills_a_part_and_leaves_the_position() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(8);
        try (ReadFile reader = disk.open("f")) {
            failNext(Fault.SHORT_TRANSFER);

            assertThatThrownBy(() -> reader.read(0, target)).hasMessageContaining("only 4 of 8 bytes read");
            assertThat(target.position()).isZero();
            assertThat(new String(target.array(), StandardCharsets.US_ASCII)).isEqualTo("dura\0\0\0\0");
        }
    }

    @Test
    void dropped_pages_stay_readable_and_are_never_durable() throws IOException {
        append(file, "lost");
        failNext(Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(file::sync).hasMessageContaining("its pages are gone");

        append(file, " later");
        file.sync();

        assertThat(read(disk, "f")).isEqualTo("durable lost later");
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("durable \0\0\0\0 later");
    }

    @Test
    void a_failed_sync_that_drops_nothing_may_be_repeated() throws IOException {
        append(file, "kept");
        failNext(Fault.IO_ERROR);
        assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
        file.sync();

        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("durable kept");
    }

    @Test
    void a_bit_flips_in_the_middle_of_a_file_that_is_opened_and_stays_flipped() throws IOException {
        failNext(Fault.BIT_FLIP);
        String damaged = read(disk, "f");

        assertThat(damaged).isEqualTo("duracle ");
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo(damaged);
    }

    @Test
    void each_kind_of_call_suffers_what_it_can() {
        assertThat(Kind.values()).allMatch(kind -> SimFileSystem.canSuffer(kind, Fault.IO_ERROR));
        assertThat(Kind.values())
                .filteredOn(kind -> SimFileSystem.canSuffer(kind, Fault.SYNC_DROPS_PAGES))
                .containsExactly(Kind.SYNC);
        assertThat(Kind.values())
                .filteredOn(kind -> SimFileSystem.canSuffer(kind, Fault.SHORT_TRANSFER))
                .containsExactly(Kind.APPEND, Kind.READ);
        assertThat(Kind.values()).noneMatch(kind -> SimFileSystem.canSuffer(kind, Fault.DROP));
    }

    private void failNext(Fault fault) {
        files.withFaults(FaultPlan.at(files.calls(), fault));
    }
}
