package dev.cairn.sim.crash;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A store to be judged: how it is opened, what it promises, and what it can do besides reading and writing.
///
/// Immutable.
///
/// @param name for messages: engine and options
/// @param promise what its acknowledgements mean
/// @param opener opens it, or makes it
/// @param acts what [Op.Act] can ask of it, by name
/// @param orphans finds what should not be there once it is open
/// @param replay the command to which `--seed S --steps N` is added in a replay line
public record Subject(
        String name, Promise promise, Opener opener, Map<String, Act> acts, Orphans orphans, String replay) {
    /// Opens a store, or makes one.
    @FunctionalInterface
    public interface Opener {
        /// The open store; what it cannot open is a `StoreException`.
        ///
        /// @param disk the directory, which need not exist
        KeyValueStore open(Disk disk, Env env);
    }

    /// Something that only this kind of store can do, such as writing a checkpoint.
    @FunctionalInterface
    public interface Act {
        /// Does it, or begins it in the background. What the store holds must stay the same.
        ///
        /// @return whether everything acknowledged before is durable now
        boolean run(KeyValueStore store);
    }

    /// Finds files that nothing refers to.
    @FunctionalInterface
    public interface Orphans {
        /// The names of files that have no business in the directory of a store that has just been opened.
        List<String> of(KeyValueStore store, Disk disk) throws IOException;
    }

    /// Copies the map.
    public Subject {
        acts = Map.copyOf(acts);
    }

    /// A store without acts, of which any file may be there.
    public static Subject of(String name, Promise promise, Opener opener) {
        return new Subject(name, promise, opener, Map.of(), (_, _) -> List.of(), "");
    }

    /// The act of that name.
    Act act(String act) {
        Act known = acts.get(act);
        if (known == null) {
            throw new IllegalArgumentException("%s knows no act \"%s\", but %s".formatted(name, act, acts.keySet()));
        }
        return known;
    }

    /// The same with one act more.
    public Subject withAct(String act, Act action) {
        Map<String, Act> more = new HashMap<>(acts);
        more.put(act, action);
        return new Subject(name, promise, opener, more, orphans, replay);
    }

    /// The same, cleaned up after every opening.
    public Subject withOrphans(Orphans finder) {
        return new Subject(name, promise, opener, acts, finder, replay);
    }

    /// The same, with failures that name `command`, for instance `./cairn sim --week 1`.
    public Subject replayedBy(String command) {
        return new Subject(name, promise, opener, acts, orphans, command);
    }
}
