package dev.cairn.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same calls on the simulated and on the real disk have the same answers, whatever they are.
///
/// What is proved on a fake holds for the real thing only as far as the two are alike; the contract tells it by
/// example, this by chance.
final class SimulatedAndRealDiskTest {
    private static final int CALLS = 300;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 10, 22, 24, 41})
    void answer_random_calls_alike(long seed) throws IOException {
        try (Player simulated = new Player(SimFileSystem.empty().disk("d"));
                Player real = new Player(Disk.at(directory.resolve("d")))) {
            RandomGenerator forSimulated = new SplittableRandom(seed);
            RandomGenerator forReal = new SplittableRandom(seed);
            for (int i = 0; i < CALLS; i++) {
                assertThat(simulated.play(forSimulated))
                        .as("call %s of seed %s", i, seed)
                        .isEqualTo(real.play(forReal));
            }
        }
    }

    /// Makes random calls on one disk and says what came of each.
    private static final class Player implements Closeable {
        private final Disk top;
        private final Map<String, AppendFile> appends = new HashMap<>();
        private final Map<String, ReadFile> reads = new HashMap<>();
        private Optional<Closeable> lock = Optional.empty();

        Player(Disk top) {
            this.top = top;
        }

        String play(RandomGenerator random) throws IOException {
            int call = random.nextInt(15);
            Disk disk = random.nextInt(3) == 0 ? top.directory("inner") : top;
            String name = "f" + random.nextInt(4);
            String other = "f" + random.nextInt(4);
            int number = random.nextInt(12);
            try {
                return call + " " + name + ": " + call(call, disk, name, other, number);
            } catch (IOException e) {
                return call + " " + name + ": " + e.getClass().getSimpleName();
            }
        }

        private String call(int call, Disk disk, String name, String other, int number) throws IOException {
            return switch (call) {
                case 0 -> made(disk);
                case 1 -> disk.isDirectory() + " " + disk.exists(name);
                case 2 -> sorted(disk.list()).toString();
                case 3, 4, 5 -> append(disk, name, number);
                case 6 -> preallocate(name, number);
                case 7 -> whole(disk, name);
                case 8 -> renamed(disk, name, other);
                case 9 -> linked(disk, name, other);
                case 10 -> deleted(disk, name);
                case 11 -> truncated(disk, name, number);
                case 12 -> synced(disk, name);
                case 13 -> locked(disk);
                default -> opened(disk, name);
            };
        }

        private static String made(Disk disk) throws IOException {
            disk.makeDirectory();
            return "made";
        }

        private static List<String> sorted(List<String> names) {
            List<String> sorted = new ArrayList<>(names);
            sorted.sort(null);
            return sorted;
        }

        private String append(Disk disk, String name, int number) throws IOException {
            AppendFile open = appends.get(name);
            AppendFile file = open != null ? open : disk.create(name);
            appends.put(name, file);
            file.append(ByteBuffer.wrap("<%d>".formatted(number).getBytes(StandardCharsets.US_ASCII)));
            return "size " + file.size();
        }

        private String preallocate(String name, int number) throws IOException {
            AppendFile file = appends.get(name);
            if (file == null) {
                return "none";
            }
            file.preallocate(4L * number);
            return "size " + file.size();
        }

        private static String whole(Disk disk, String name) throws IOException {
            try (ReadFile file = disk.open(name)) {
                return bytes(file);
            }
        }

        private String opened(Disk disk, String name) throws IOException {
            ReadFile open = reads.get(name);
            ReadFile file = open != null ? open : disk.open(name);
            reads.put(name, file);
            return bytes(file);
        }

        private static String bytes(ReadFile file) throws IOException {
            ByteBuffer target = ByteBuffer.allocate(200);
            int read = file.read(0, target);
            return file.size() + " " + new String(target.array(), 0, read, StandardCharsets.US_ASCII);
        }

        private static String renamed(Disk disk, String name, String other) throws IOException {
            disk.rename(name, other);
            return "to " + other;
        }

        private String linked(Disk disk, String name, String other) throws IOException {
            disk.link(name, top.directory("inner"), other);
            return "as " + other;
        }

        private String deleted(Disk disk, String name) throws IOException {
            disk.delete(name);
            forget(name);
            return "gone";
        }

        private String truncated(Disk disk, String name, int number) throws IOException {
            forget(name);
            disk.truncate(name, number);
            return "at " + number;
        }

        /// The next file of that name is to have its own handles, and nobody appends to a file that is cut.
        private void forget(String name) throws IOException {
            for (Map<String, ? extends Closeable> handles : List.of(appends, reads)) {
                Closeable handle = handles.remove(name);
                if (handle != null) {
                    handle.close();
                }
            }
        }

        private String synced(Disk disk, String name) throws IOException {
            AppendFile file = appends.get(name);
            if (file != null) {
                file.sync();
            }
            disk.syncDirectory();
            return "synced";
        }

        private String locked(Disk disk) throws IOException {
            if (lock.isPresent()) {
                lock.get().close();
                lock = Optional.empty();
                return "unlocked";
            }
            lock = Optional.of(disk.lock("LOCK"));
            return "locked";
        }

        @Override
        public void close() throws IOException {
            for (Closeable handle : appends.values()) {
                handle.close();
            }
            for (Closeable handle : reads.values()) {
                handle.close();
            }
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }
}
