/// Byte strings: the type of keys and values, readers and writers of encoded fields, and checksums.
///
/// The door is [dev.cairn.common.bytes.Bytes].
@NullMarked
package dev.cairn.common.bytes;

import org.jspecify.annotations.NullMarked;
