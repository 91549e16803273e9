package dev.cairn.sim.disk;

import static dev.cairn.sim.disk.Files.append;
import static dev.cairn.sim.disk.Files.created;
import static dev.cairn.sim.disk.Files.madeDirectory;
import static dev.cairn.sim.disk.Files.remainders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which remainders are legal, each rule by its smallest example.
final class PowerCutsTest {
    private static final CutLimits WHOLE_WRITES = new CutLimits(4, 5, 0, false, 0, 4096);
    private static final CutLimits TORN_WRITES = new CutLimits(4, 5, 2, false, 0, 4096);
    private static final CutLimits FILLED = new CutLimits(4, 5, 0, true, 0, 4096);

    private final SimFileSystem files = SimFileSystem.empty();
    private Disk disk;

    @BeforeEach
    void make_the_directory() throws IOException {
        disk = madeDirectory(files);
    }

    @Test
    void nothing_pending_leaves_one_remainder() throws IOException {
        created(disk, "f", "ab").sync();
        disk.syncDirectory();

        assertThat(remainders(files, "f", CutLimits.THOROUGH)).containsExactly("ab");
    }

    @Test
    void every_subset_of_a_few_writes_may_survive() throws IOException {
        durableNames("f", "d", "a", "b", "c");

        assertThat(remainders(files, "f", WHOLE_WRITES))
                .containsExactly("dabc", "d", "da", "d0b", "dab", "d00c", "da0c", "d0bc");
    }

    @Test
    void the_simplest_remainders_come_first() throws IOException {
        durableNames("f", "d", "a", "b");

        assertThat(remainders(files, "f", CutLimits.THOROUGH)).startsWith("dab", "d");
    }

    @Test
    void a_write_may_be_torn_at_its_start_its_middle_and_its_end() throws IOException {
        durableNames("f", "", "abcdefghijklmnopqrst");

        assertThat(remainders(files, "f", TORN_WRITES))
                .containsExactly("abcdefghijklmnopqrst", "", "a", "abcdefg", "abcdefghij", "abcdefghijklmnopqrs");
    }

    @Test
    void a_write_may_be_torn_at_sectors_of_the_file() throws IOException {
        durableNames("f", "x".repeat(500), "y".repeat(1100));

        assertThat(remainders(files, "f", TORN_WRITES).stream().map(String::length))
                .contains(512, 1024, 1536)
                .doesNotContain(500 + 512);
    }

    @Test
    void a_torn_write_leaves_what_was_below_it() throws IOException {
        AppendFile file = disk.create("f");
        file.preallocate(4);
        file.sync();
        disk.syncDirectory();
        append(file, "abcd");

        assertThat(remainders(files, "f", TORN_WRITES)).containsExactly("abcd", "0000", "a000", "ab00", "abc0");
    }

    @Test
    void a_length_may_survive_without_its_bytes() throws IOException {
        durableNames("f", "d", "ab", "c");

        assertThat(remainders(files, "f", FILLED))
                .containsExactlyInAnyOrder(
                        "dabc", "d", "dab", "d00c", "d00", "d000", "d??", "d???", "d??c", "dab0", "dab?");
    }

    @Test
    void beyond_the_limit_there_are_prefixes_omissions_and_samples() throws IOException {
        durableNames("f", "", "a", "b", "c", "d", "e", "f");
        CutLimits limits = new CutLimits(4, 5, 0, false, 3, 4096);

        assertThat(remainders(files, "f", limits))
                .startsWith("abcdef", "", "a", "ab", "abc", "abcd", "abcde", "0bcdef", "a0cdef")
                .hasSizeBetween(13, 16);
    }

    @Test
    void every_subset_of_a_few_directory_changes_may_survive() throws IOException {
        created(disk, "a").sync();
        created(disk, "b").sync();
        disk.rename("b", "c");

        assertThat(listings())
                .containsExactlyInAnyOrder(
                        Set.of("a", "c"), Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"), Set.of("c"));
    }

    @Test
    void a_rename_may_survive_without_the_bytes_of_its_file() throws IOException {
        created(disk, "tmp", "abc");
        disk.rename("tmp", "f");

        assertThat(remainders(files, "f", TORN_WRITES)).contains("abc", "", "a", "ab", "-");
        assertThat(lossesShown()).contains(Fault.RENAME_WITHOUT_DATA);
    }

    @Test
    void directories_and_files_lose_independently() throws IOException {
        Disk inner = disk.directory("inner");
        inner.makeDirectory();
        created(disk, "f", "abc");
        created(inner, "g", "abc");

        Set<Set<String>> listings = new HashSet<>();
        PowerCuts.forEach(
                files.freeze(),
                WHOLE_WRITES,
                image -> listings.add(image.files().keySet()));

        assertThat(listings)
                .containsExactlyInAnyOrder(Set.of(), Set.of("d/f"), Set.of("d/inner/g"), Set.of("d/f", "d/inner/g"));
    }

    @Test
    void many_combinations_are_cut_down_to_the_limit() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            durableNames(name, "", "one", "two", "three");
        }
        List<Long> hashes = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), CutLimits.THOROUGH, image -> hashes.add(image.hash()));

        assertThat(hashes).hasSizeBetween(2000, CutLimits.THOROUGH.imagesMax());
    }

    @Test
    void all_kept_and_all_lost_come_first_however_much_is_pending() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            durableNames(name, "", "one", "two", "three");
        }
        for (CutLimits limits : List.of(CutLimits.EXTREMES, CutLimits.BRIEF, CutLimits.THOROUGH)) {
            List<Set<Integer>> lengths = new ArrayList<>();
            PowerCuts.forEach(
                    files.freeze(),
                    limits,
                    image -> lengths.add(Set.copyOf(image.files().values())));

            assertThat(lengths).as("with %s", limits).startsWith(Set.of(11), Set.of(0));
        }
    }

    @Test
    void all_losses_of_a_power_cut_are_shown_somewhere() throws IOException {
        durableNames("f", "d", "abc", "def");
        disk.rename("f", "g");

        assertThat(lossesShown()).isEqualTo(EnumSet.range(Fault.LOST_WRITE, Fault.RENAME_WITHOUT_DATA));
    }

    @Test
    void an_image_tells_how_it_came_about() throws IOException {
        durableNames("f", "d", "abc");
        created(disk, "g");
        List<List<String>> choices = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), TORN_WRITES, image -> choices.add(image.choice()));

        assertThat(choices)
                .contains(List.of("d/: name g lost", "d/f: 1 bytes durable, then [1, 4) torn after 1 bytes"));
    }

    @Test
    void the_enumeration_is_the_same_each_time() throws IOException {
        durableNames("f", "", "a", "b", "c", "d", "e", "f");
        created(disk, "g", "x");

        assertThat(hashes()).isEqualTo(hashes());
    }

    private List<Long> hashes() {
        List<Long> hashes = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), CutLimits.THOROUGH, image -> hashes.add(image.hash()));
        return hashes;
    }

    private Set<Fault> lossesShown() {
        Set<Fault> losses = EnumSet.noneOf(Fault.class);
        PowerCuts.forEach(files.freeze(), CutLimits.THOROUGH, image -> losses.addAll(Fault.ofBits(image.faultBits())));
        return losses;
    }

    private List<Set<String>> listings() {
        Set<Set<String>> listings = new HashSet<>();
        PowerCuts.forEach(files.freeze(), WHOLE_WRITES, image -> {
            Set<String> names = new HashSet<>();
            image.files().keySet().forEach(path -> names.add(path.substring(2)));
            listings.add(names);
        });
        return List.copyOf(listings);
    }

    private void durableNames(String name, String durable, String... pending) throws IOException {
        AppendFile file = created(disk, name, durable);
        file.sync();
        disk.syncDirectory();
        for (String text : pending) {
            append(file, text);
        }
    }
}
