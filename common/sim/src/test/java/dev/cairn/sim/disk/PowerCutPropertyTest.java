package dev.cairn.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds for every remainder of every history of three files.
final class PowerCutPropertyTest {
    private static final int FILES = 3;
    private static final int ACTIONS = 4;

    @Property(tries = 100)
    void synced_bytes_of_synced_names_are_in_every_remainder(
            @ForAll @Size(max = 20) List<@IntRange(max = ACTIONS * FILES - 1) Integer> steps) throws IOException {
        Written written = new Written();
        written.run(steps);
        PowerCuts.forEach(
                written.files.freeze(),
                CutLimits.THOROUGH,
                image -> written.durable.forEach((name, text) -> {
                    assertThat(image.files()).containsKey("d/" + name);
                    assertThat(image.bytes("d/" + name).toUtf8()).startsWith(text);
                }));
    }

    @Property(tries = 100)
    void the_first_remainder_is_all_that_was_written(
            @ForAll @Size(max = 20) List<@IntRange(max = ACTIONS * FILES - 1) Integer> steps) throws IOException {
        Written written = new Written();
        written.run(steps);
        List<DiskImage> images = new ArrayList<>();
        PowerCuts.forEach(written.files.freeze(), CutLimits.EXTREMES, images::add);
        assertThat(images.getFirst().hash())
                .isEqualTo(written.files.freeze().visible().hash());
    }

    /// A history, and what it made durable.
    private static final class Written {
        private final SimFileSystem files = SimFileSystem.empty();
        private final Map<Integer, AppendFile> handles = new HashMap<>();
        private final Map<String, String> visible = new HashMap<>();
        private final Map<String, String> durable = new HashMap<>();

        void run(List<Integer> steps) throws IOException {
            Disk disk = Files.madeDirectory(files);
            for (int step : steps) {
                run(disk, step % FILES, step / FILES);
            }
        }

        private void run(Disk disk, int number, int action) throws IOException {
            String name = "f" + number;
            if (!handles.containsKey(number)) {
                handles.put(number, disk.create(name));
                visible.put(name, "");
            }
            switch (action) {
                case 0, 1 -> {
                    String text = "<" + visible.getOrDefault(name, "").length() + ">";
                    Files.append(handles.get(number), text);
                    visible.merge(name, text, String::concat);
                }
                case 2 -> {
                    handles.get(number).sync();
                    durable.computeIfPresent(name, (_, _) -> visible.getOrDefault(name, ""));
                }
                default -> {
                    disk.syncDirectory();
                    visible.keySet().forEach(known -> durable.putIfAbsent(known, ""));
                }
            }
        }
    }
}
