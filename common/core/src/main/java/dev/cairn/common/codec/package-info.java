/// From values to byte strings and back.
///
/// The door is [dev.cairn.common.codec.Codecs]; the bytes are laid out in `docs/formats/codecs.md`. A type of one's
/// own gets a [dev.cairn.common.codec.Codec] of a few lines, written with `ByteWriter` and `ByteReader`, or is
/// stored as JSON.
///
/// There is no codec by Java serialisation: reading such bytes runs code that the bytes choose, no other language
/// can read them, and a renamed class makes old data unreadable.
@NullMarked
package dev.cairn.common.codec;

import org.jspecify.annotations.NullMarked;
