/// One record stored in four formats, as programs that run: `docs/formats/codecs.md` compares them.
///
/// The door is [dev.cairn.rpc.docs.RecordFormat], which the benchmark opens too.
@NullMarked
package dev.cairn.rpc.docs;

import org.jspecify.annotations.NullMarked;
