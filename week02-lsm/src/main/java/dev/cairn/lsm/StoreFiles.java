package dev.cairn.lsm;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Segment;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Which files make up an open store. Stateless.
final class StoreFiles {
    private StoreFiles() {}

    static List<String> of(StoreParts parts) {
        List<String> names = new ArrayList<>(List.of(DirectoryLock.NAME, SideFile.NAME));
        names.addAll(parts.versions().files());
        parts.log()
                .ifPresentOrElse(
                        log -> log.segments().stream()
                                .map(Segment::number)
                                .map(SegmentNames.LOG::nameOf)
                                .forEach(names::add),
                        () -> names.add(
                                SegmentNames.LOG.nameOf(parts.versions().state().logNumber())));
        try {
            for (TableFile table : parts.versions().current().tables().toList()) {
                names.add(TableNames.nameIn(parts.disk(), table.number()));
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", parts.disk().describe(""), cause);
        }
        return names;
    }
}
