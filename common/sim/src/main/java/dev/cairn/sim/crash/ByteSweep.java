package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// Damages one durable file in every small way, and has each damage judged.
///
/// Damage may be reported or it may be harmless, because what it hit is not needed or can be told. What it must
/// never be is silent: data gone, or other data returned, and no word of it.
///
/// Thread-safe if the judge is.
public final class ByteSweep {
    private final DiskImage image;
    private final String directory;
    private final String path;
    private final Judge judge;

    /// What a reader made of a damaged file.
    public sealed interface Outcome {
        /// It said that something is damaged.
        record Loud() implements Outcome {}

        /// It returned everything that it must.
        record Harmless() implements Outcome {}

        /// It returned something else and did not say so.
        ///
        /// @param what in words
        record Silent(String what) implements Outcome {}
    }

    /// Reads a damaged disk.
    @FunctionalInterface
    public interface Judge {
        /// Opens what is on `disk` and says what became of it. An exception that leaves this method is a bug found.
        Outcome read(Disk disk) throws Exception;
    }

    /// How a sweep went.
    ///
    /// @param damages number of damages tried
    /// @param loud how many were reported
    public record Report(long damages, long loud) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%,d damages: %,d reported, %,d harmless, none silent", damages, loud, damages - loud);
        }
    }

    private ByteSweep(DiskImage image, String directory, String path, Judge judge) {
        this.image = image;
        this.directory = directory;
        this.path = path;
        this.judge = judge;
    }

    /// Sweeps over the file `name` in `directory` of `image`; the judge is handed that directory.
    public static ByteSweep over(DiskImage image, String directory, String name, Judge judge) {
        return new ByteSweep(image, directory, directory + "/" + name, judge);
    }

    /// Turns every bit of the file, one at a time.
    ///
    /// @throws Violation if one of them is silent
    public Report flipEveryBit() {
        Bytes bytes = image.bytes(path);
        return sweep(Byte.SIZE * (long) bytes.length(), "bit", bit -> {
            byte[] flipped = bytes.toArray();
            flipped[(int) (bit / Byte.SIZE)] ^= (byte) (1 << (bit % Byte.SIZE));
            return Bytes.wrap(flipped);
        });
    }

    /// Cuts the file to every length below its own.
    ///
    /// @throws Violation if one of them is silent
    public Report cutAtEveryLength() {
        Bytes bytes = image.bytes(path);
        return sweep(bytes.length(), "everything from byte", length -> bytes.slice(0, (int) length));
    }

    private Report sweep(long damages, String what, Damage damage) {
        AtomicLong loud = new AtomicLong();
        LongStream.range(0, damages).parallel().forEach(number -> {
            Outcome outcome = read(damage.at(number), "with " + what + " " + number + " of " + path + " damaged");
            switch (outcome) {
                case Outcome.Loud() -> loud.incrementAndGet();
                case Outcome.Harmless() -> {}
                case Outcome.Silent(String wrong) ->
                    throw violation(
                            Invariant.LOUD, "with " + what + " " + number + " of " + path + " damaged, " + wrong);
            }
        });
        return new Report(damages, loud.get());
    }

    private Outcome read(Bytes damaged, String when) {
        try {
            return judge.read(SimFileSystem.startedOn(image.with(path, damaged)).disk(directory));
        } catch (Exception bug) {
            throw new Violation(Invariant.BUG, when + ", reading threw " + bug, "replay: run the same test again", bug);
        }
    }

    private static Violation violation(Invariant invariant, String verdict) {
        return new Violation(invariant, verdict, "replay: run the same test again; there is no chance in it", null);
    }

    /// Makes the damage of that number.
    private interface Damage {
        Bytes at(long number);
    }
}
