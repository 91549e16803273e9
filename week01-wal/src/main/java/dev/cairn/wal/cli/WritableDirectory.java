package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of [StoreDirectory], `--sync`, and whatever options the engines have of their own.
///
/// A picocli mixin; confined to one thread.
@Command
public final class WritableDirectory implements StoreSource.Writing {
    @Mixin
    private final StoreDirectory directory;

    @Option(
            names = "--sync",
            paramLabel = "POLICY",
            description = {
                "When a write is on the disk: " + SyncPolicy.FORMS + "; default: always.",
                "What was acknowledged survives a kill of this program; with 'always' a power cut, too."
            })
    private @Nullable String sync;

    private SyncPolicy usual = SyncPolicy.always();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// The directory that the options of `directory` name.
    public WritableDirectory(StoreDirectory directory) {
        this.directory = directory;
    }

    @Override
    public WritableStore openOrMake() {
        return open(directory.existingOrNew());
    }

    @Override
    public WritableStore openExisting() {
        return open(directory.existing());
    }

    @Override
    public WritableStore openFor(String operation) {
        StoreDirectory.Found found = directory.existing();
        List<String> known =
                found.engine().operations().stream().map(Engine.Operation::name).toList();
        if (!known.contains(operation)) {
            throw new StoreException.Refused("the engine \"" + found.engine().name() + "\" has no " + operation
                    + ": it has " + String.join(", ", known));
        }
        return open(found);
    }

    /// What an acknowledgement means: what `--sync` says, or else what the engine of the store says that was
    /// opened.
    @Override
    public String promise() {
        return "sync " + syncPolicy();
    }

    /// The directory.
    public StoreDirectory directory() {
        return directory;
    }

    StandardStreams streams() {
        return directory.streams();
    }

    List<Engine> engines() {
        return directory.engines();
    }

    private SyncPolicy syncPolicy() {
        return sync == null ? usual : SyncPolicy.parse(sync);
    }

    private WritableStore open(StoreDirectory.Found found) {
        SyncPolicy given = syncPolicy();
        refuseOptionsOfOthers(found.engine());
        usual = found.engine().usualSync();
        SyncPolicy policy = sync == null ? usual : given;
        WritableStore store = StoreDirectory.advised(() -> found.engine().write(found.disk(), policy));
        store.notes().forEach(streams()::note);
        return store;
    }

    /// An option that would do nothing is an error, not a surprise.
    private void refuseOptionsOfOthers(Engine chosen) {
        for (Engine other : engines()) {
            if (other != chosen) {
                optionNames(other).filter(this::isGiven).findFirst().ifPresent(name -> {
                    throw new StoreException.Refused(name + " is an option of the engine \"" + other.name()
                            + "\", but the store is of \"" + chosen.name() + "\"");
                });
            }
        }
    }

    private static Stream<String> optionNames(Engine engine) {
        return engine.options().stream()
                .flatMap(options -> CommandSpec.forAnnotatedObject(options).options().stream())
                .flatMap(option -> Arrays.stream(option.names()));
    }

    private boolean isGiven(String option) {
        return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
    }
}
