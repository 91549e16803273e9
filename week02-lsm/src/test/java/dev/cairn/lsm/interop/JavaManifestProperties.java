package dev.cairn.lsm.interop;

import net.jqwik.api.Tag;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our manifests and LevelDB in pure Java.
@Tag("2.18")
class JavaManifestProperties implements ManifestRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }
}
