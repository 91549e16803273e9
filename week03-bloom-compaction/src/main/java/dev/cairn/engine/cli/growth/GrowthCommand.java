package dev.cairn.engine.cli.growth;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.cli.bench.system.ChildJvm;
import dev.cairn.lsm.cli.bench.system.ScratchFolder;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cairn bench growth`.
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "Loads pairs in an order of chance, in a process with a small heap and the preset lowMemory,",
            "shows how many a second it takes as the store grows, and looks whether all of them are there.",
            "Writes are not synced. The store is removed again; it needs about three times its rows on disk."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn bench growth --rows 1000000",
            "  cairn bench growth --rows 20000000 --heap 256m --plot growth.svg"
        })
public final class GrowthCommand implements Callable<Integer> {
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[kKmMgG]");

    private final StandardStreams streams;

    @Option(names = "--rows", paramLabel = "N", description = "Pairs to load; default: ${DEFAULT-VALUE}.")
    private long rows = 20_000_000;

    @Option(names = "--value-bytes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int valueBytes = 100;

    @Option(
            names = "--slices",
            paramLabel = "N",
            description = "Into how many parts the load is divided, each of which is timed; default: ${DEFAULT-VALUE}.")
    private int slices = 40;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Largest heap of the process that loads, as -Xmx takes it; default: ${DEFAULT-VALUE}.")
    private String heap = "256m";

    @Option(names = "--seed", paramLabel = "N", description = "Of the order; default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the store is made, and removed again; default: the system's temporary folder.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws rows a second over rows loaded, as SVG.")
    private Path plot = Path.of("");

    /// Prints to `streams`.
    public GrowthCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        refuseWhatCannotBe();
        requireWritable(plot);
        List<GrowthSlice> loaded = new ArrayList<>();
        List<GrowthEnd> ends = new ArrayList<>();
        try (ScratchFolder folder = scratch()) {
            GrowthPlan plan = new GrowthPlan(folder.path().resolve("store").toString(), rows, valueBytes, slices, seed);
            run(plan, loaded, ends);
            GrowthEnd end = ends.getFirst();
            print(verdict(plan, loaded, end));
            draw(new GrowthPlot(loaded));
            return (end.found() == rows ? ExitCode.OK : ExitCode.NEGATIVE).code();
        }
    }

    private void refuseWhatCannotBe() {
        if (slices < 1 || rows < slices) {
            throw new StoreException.Refused("--rows " + rows + " in --slices " + slices
                    + ": there must be a slice or more, and a row or more in each");
        }
        if (valueBytes < 0 || valueBytes > WriteBatch.VALUE_BYTES_MAX) {
            throw new StoreException.Refused(
                    "--value-bytes is " + valueBytes + ", but must be from 0 to " + WriteBatch.VALUE_BYTES_MAX);
        }
        if (!HEAP.matcher(heap).matches()) {
            throw new StoreException.Refused("--heap is \"" + heap
                    + "\", but must be a size as -Xmx takes it, a whole number with k, m or g: 256m");
        }
    }

    /// Whoever finds out only after the load has waited for nothing. A file that is there keeps its bytes until then.
    private static void requireWritable(Path file) {
        if (!file.toString().isEmpty()) {
            try (SeekableByteChannel _ =
                    Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Nothing is written yet.
            } catch (IOException cause) {
                throw StoreException.Failed.of("write", file.toString(), cause);
            }
        }
    }

    private ScratchFolder scratch() {
        try {
            return ScratchFolder.in(dir);
        } catch (IOException cause) {
            throw StoreException.Failed.of("make a folder in", dir.toString(), cause);
        }
    }

    private void draw(GrowthPlot picture) {
        if (!plot.toString().isEmpty()) {
            try {
                Files.writeString(plot, picture.svg());
            } catch (IOException cause) {
                throw StoreException.Failed.of("write", plot.toString(), cause);
            }
        }
    }

    private void run(GrowthPlan plan, List<GrowthSlice> loaded, List<GrowthEnd> ends) throws IOException {
        print(String.format(Locale.ROOT, "%14s %12s %12s %10s%n", "rows", "rows/s", "waited ms", "written ×"));
        int code = new ChildJvm(heap, "")
                .run(
                        GrowthChild.class,
                        Codecs.json(GrowthPlan.class).encode(plan).toUtf8(),
                        line -> {
                            if (line.startsWith(GrowthChild.SLICE)) {
                                GrowthSlice slice = decoded(GrowthSlice.class, line, GrowthChild.SLICE);
                                loaded.add(slice);
                                print(row(plan, slice));
                            } else if (line.startsWith(GrowthChild.END)) {
                                ends.add(decoded(GrowthEnd.class, line, GrowthChild.END));
                            }
                        });
        if (code != 0 || ends.isEmpty()) {
            throw new StoreException.Failed(
                    "the process that loads ended with code " + code + "; its message stands above",
                    new IOException("exit code " + code));
        }
    }

    private static <T> T decoded(Class<T> type, String line, String prefix) {
        return Codecs.json(type).decode(Bytes.utf8(line.substring(prefix.length())));
    }

    private static String row(GrowthPlan plan, GrowthSlice slice) {
        return String.format(
                Locale.ROOT,
                "%,14d %,12.0f %,12d %10.2f%n",
                slice.rows(),
                slice.perSecond(),
                slice.waits(),
                (double) slice.tableBytes() / plan.bytesOf(slice.rows()));
    }

    private static String verdict(GrowthPlan plan, List<GrowthSlice> loaded, GrowthEnd end) {
        return String.format(
                Locale.ROOT,
                "last quarter     %.2f of the rate of the second%n"
                        + "found            %,d of %,d rows, in %.1f s%n"
                        + "resident memory  %,d MB at its peak%n",
                rateOf(loaded, 3) / rateOf(loaded, 1),
                end.found(),
                plan.rows(),
                end.scanNanos() / 1e9,
                end.peakBytes() / 1_000_000);
    }

    /// Rows a second of a quarter of the slices, counted from 0; of one slice, if there are fewer than four.
    private static double rateOf(List<GrowthSlice> loaded, int quarter) {
        int from = loaded.size() * quarter / 4;
        int to = Math.max(from + 1, loaded.size() * (quarter + 1) / 4);
        List<GrowthSlice> part = loaded.subList(from, to);
        long count = part.stream().mapToLong(GrowthSlice::count).sum();
        long nanos = part.stream().mapToLong(GrowthSlice::nanos).sum();
        return count * 1e9 / Math.max(1, nanos);
    }

    private void print(String text) {
        try {
            streams.out().write(Bytes.utf8(text).toArray());
            streams.out().flush();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", "the output", cause);
        }
    }
}
