package dev.cairn.engine.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.RowOptions;
import dev.cairn.wal.cli.StoreDirectory;
import dev.cairn.wal.cli.StoreSource;
import dev.cairn.wal.cli.WritableDirectory;
import dev.cairn.wal.cli.WritableStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn db compact`: merges tables by hand, all or those of some keys.
///
/// Confined to one thread.
@Command(
        name = TunedEngine.COMPACT,
        description = {
            "Merges the tables, so that what is deleted or overwritten takes no space.",
            "Says how many keys it has removed, how many bytes it has reclaimed, and the seconds it took."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  cairn db compact --dir d", "  cairn db compact --dir d --from user: --to user;"})
public final class CompactCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final StoreSource.Writing source;

    @Option(names = "--from", paramLabel = "A", description = "Only keys at or after A.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "B", description = "Only keys before B.")
    private @Nullable String to;

    @Option(names = "--hex", description = "A and B are hexadecimal digits.")
    private boolean isHex;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    /// @param engines all that the program has
    public CompactCommand(StandardStreams streams, List<Engine> engines) {
        this(streams, new WritableDirectory(new StoreDirectory(streams, engines)));
    }

    /// The same for stores that come from elsewhere.
    public CompactCommand(StandardStreams streams, StoreSource.Writing source) {
        this.streams = streams;
        this.source = source;
    }

    @Override
    public Integer call() throws IOException {
        KeyRange range = new KeyRange(
                Optional.ofNullable(from).map(this::bytes),
                Optional.ofNullable(to).map(this::bytes));
        refuseIfEmpty(range);
        try (WritableStore store = source.openFor(TunedEngine.COMPACT)) {
            printing.print(streams, store.compact(range));
        }
        return ExitCode.OK.code();
    }

    private Bytes bytes(String text) {
        return isHex ? RowOptions.hex(text) : RowOptions.text(text);
    }

    private static void refuseIfEmpty(KeyRange range) {
        if (range.from().isPresent()
                && range.to().isPresent()
                && range.from().get().compareTo(range.to().get()) >= 0) {
            throw new StoreException.Refused("no key is at or after \""
                    + range.from().get() + "\" and before \"" + range.to().get() + "\": --from must be less than --to");
        }
    }
}
