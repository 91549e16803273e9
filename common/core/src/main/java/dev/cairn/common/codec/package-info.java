/// Translations between values and byte strings.
///
/// The door is [dev.cairn.common.codec.Codecs].
@NullMarked
package dev.cairn.common.codec;

import org.jspecify.annotations.NullMarked;
