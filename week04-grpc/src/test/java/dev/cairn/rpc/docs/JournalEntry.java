package dev.cairn.rpc.docs;

import java.util.List;
import java.util.Objects;

/// A record of an application, which is stored in each [RecordFormat]: what one client changed at once.
///
/// It has the parts of a `BatchRequest`, whose generated message the format of Protocol Buffers uses.
///
/// Immutable.
///
/// @param client who changed it
/// @param slot which of the client's slots it used
/// @param sequence the number of the entry in that slot
/// @param changes what was changed, in order
public record JournalEntry(String client, int slot, long sequence, List<Change> changes) {
    /// Two numbers, a name of 8 characters, and 68 characters in three changes.
    public static final JournalEntry EXAMPLE = new JournalEntry(
            "web-7f3a",
            3,
            48_211,
            List.of(
                    new Change("user:1001:name", "Ada Lovelace"),
                    new Change("user:1001:city", "Zürich"),
                    new Change("user:1001:visits", "482107")));

    /// @throws NullPointerException if a part is missing, as it may be where JSON is read
    public JournalEntry {
        Objects.requireNonNull(client, "client");
        changes = List.copyOf(changes);
    }

    /// A key and its new value.
    ///
    /// Immutable.
    public record Change(String key, String value) {
        /// @throws NullPointerException if a part is missing
        public Change {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }
}
