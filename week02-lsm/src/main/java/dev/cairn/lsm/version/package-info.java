/// Versions: which tables make up the store at one moment, how that changes, and how it is kept on disk.
///
/// ```
///   CURRENT ──names──► MANIFEST-000007 = edit, edit, edit ...      the commit point of every flush and compaction
///                                          │ applied in order
///                                          ▼
///   Version: level 0 │ 12 │ 9 │ 8 │      newest first, ranges overlap
///            level 1 │ 5 │ 6 │ 11 │      sorted, disjoint
///            ...
/// ```
///
/// | door | what one gets through it |
/// |---|---|
/// | [Versions] | the current version; edits are installed, versions are pinned |
/// | [Version], [TableFile] | which tables to ask for a key, and in which order |
/// | [ManifestRecovery] | what a directory holds after a start |
/// | [OpenTables] | the readers of its tables |
///
/// The format: `docs/formats/manifest.md`.
@NullMarked
package dev.cairn.lsm.version;

import org.jspecify.annotations.NullMarked;
