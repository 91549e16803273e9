/// A store as maps of types of one's own: rows of one kind under a name, in one store with the others.
///
/// The door is [dev.cairn.typed.TypedStore]; [dev.cairn.typed.ValueStore] is for rows of different types under
/// one name, [dev.cairn.typed.Counters] for numbers that many count up, [dev.cairn.typed.TypedBatch] for changes
/// of several views that take effect together. What each of them stores are ordinary rows of the store below,
/// whatever that is: `docs/formats/codecs.md` has their bytes.
@NullMarked
package dev.cairn.typed;

import org.jspecify.annotations.NullMarked;
