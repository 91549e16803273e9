package dev.cairn.rpc.cli.kv;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.OneLine;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.cli.RowOptions;
import dev.cairn.wal.cli.StoreSource;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cas`: changes a key only if it has the value that is expected.
///
/// Confined to one thread.
@Command(
        name = "cas",
        description = "Sets a key to a new value if it has the expected one, and else changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn kv cas leader n1 n2             (from n1 to n2)",
            "  cairn kv cas leader --absent n1       (only if there is none)",
            "  cairn kv cas leader n2 --delete       (deletes it, if it is n2)",
            "Exit code 1 if the value was another."
        })
final class CasCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final StoreSource.Writing source;

    @Option(names = "--hex", description = "KEY and values are hexadecimal digits.")
    private boolean isHex;

    @Option(names = "--absent", description = "Expects that there is no such key, instead of EXPECTED.")
    private boolean isAbsent;

    @Option(names = "--delete", description = "Deletes the key, instead of setting it to NEW.")
    private boolean isDelete;

    @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
    private String key = "";

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "EXPECTED NEW",
            hideParamSyntax = true,
            description = "The value it is to have now, and the one it is to get.")
    private List<String> values = List.of();

    CasCommand(StandardStreams streams, StoreSource.Writing source) {
        this.streams = streams;
        this.source = source;
    }

    @Override
    public Integer call() {
        refuseOtherForms();
        Bytes keyBytes = bytes(key);
        Optional<Bytes> expected = isAbsent ? Optional.empty() : Optional.of(bytes(values.getFirst()));
        Optional<Bytes> replacement = isDelete ? Optional.empty() : Optional.of(bytes(values.getLast()));
        try (WritableStore store = source.openOrMake()) {
            if (store.store().compareAndSet(keyBytes, expected, replacement)) {
                return ExitCode.OK.code();
            }
        }
        String found = isAbsent ? "\" is there already" : "\" has not the expected value";
        streams.err().println(OneLine.of("key \"" + keyBytes + found + ", and nothing was changed"));
        return ExitCode.NEGATIVE.code();
    }

    private void refuseOtherForms() {
        int expected = 2 - (isAbsent ? 1 : 0) - (isDelete ? 1 : 0);
        if (expected == 0) {
            throw new StoreException.Refused("--absent and --delete together change nothing: choose one");
        }
        if (values.size() != expected) {
            throw new StoreException.Refused(
                    "cas takes KEY EXPECTED NEW, or KEY --absent NEW, or KEY EXPECTED --delete;" + " after KEY are "
                            + values.size() + " values, expected " + expected);
        }
    }

    private Bytes bytes(String text) {
        return isHex ? RowOptions.hex(text) : RowOptions.text(text);
    }
}
