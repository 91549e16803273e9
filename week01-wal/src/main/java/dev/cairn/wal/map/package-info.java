/// A sorted map in memory, every change of it in a log.
///
/// | door | what one gets through it |
/// |---|---|
/// | [LoggedMapStore], [LoggedMapOptions] | the store |
/// | [MapView], [MapCheck], [MapSalvage] | the same store closed: read, judged, or rescued |
/// | [SideFile] | what a directory remembers beside its logs, whatever the engine |
///
/// The other public types are what these take and give.
@NullMarked
package dev.cairn.wal.map;

import org.jspecify.annotations.NullMarked;
