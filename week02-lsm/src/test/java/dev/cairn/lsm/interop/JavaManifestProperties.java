package dev.cairn.lsm.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our manifests and LevelDB in pure Java.
class JavaManifestProperties implements ManifestRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }
}
