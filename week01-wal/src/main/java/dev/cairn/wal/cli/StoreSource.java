package dev.cairn.wal.cli;

import dev.cairn.common.store.StoreException;
import java.util.Optional;

/// Where a command gets its store: a directory that options name, or the store that a shell holds open.
///
/// A source is also a picocli mixin: it adds its options to the command. All methods throw a [StoreException] if
/// the store cannot be had; the caller closes what it gets.
public interface StoreSource {
    /// What can be done about `failure`, besides what it says, if this source knows of something.
    default Optional<String> advice(StoreException failure) {
        return Optional.empty();
    }

    /// A source of stores that are only read.
    interface Reading extends StoreSource {
        /// The store.
        ReadableStore read();
    }

    /// A source of stores that are written.
    interface Writing extends StoreSource {
        /// The store, made if there is none.
        WritableStore openOrMake();

        /// The store, if its engine has the operation, which is known before anything is changed.
        WritableStore openFor(String operation);

        /// The store, which must be there.
        WritableStore openExisting();

        /// What an acknowledgement means, in a word: for what a command says in the end.
        ///
        /// @throws StoreException.Refused if an option for it is none
        String promise();
    }

    /// A source of stores for either use, with the same options.
    interface Any extends Reading, Writing {}
}
