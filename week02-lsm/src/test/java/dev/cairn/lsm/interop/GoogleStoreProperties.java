package dev.cairn.lsm.interop;

import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DBFactory;

/// Our directories and those of Google's LevelDB, in C++.
@AddLifecycleHook(GoogleManifestProperties.WhereItLoads.class)
@Tag("2.14")
class GoogleStoreProperties implements StoreRules {
    @Override
    public DBFactory leveldb() {
        return JniDBFactory.factory;
    }
}
