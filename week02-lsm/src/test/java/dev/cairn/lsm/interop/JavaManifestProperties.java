package dev.cairn.lsm.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our manifests and LevelDB in pure Java.
class JavaManifestProperties implements ManifestRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }

    /// The length that it tells of a table that it has merged counts a block that it never writes: 4 bytes too many.
    @Override
    public boolean tellsLengthsOfTables() {
        return false;
    }
}
