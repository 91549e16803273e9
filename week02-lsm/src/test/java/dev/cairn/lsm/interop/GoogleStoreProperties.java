package dev.cairn.lsm.interop;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DBFactory;

/// Our directories and those of Google's LevelDB, in C++.
@AddLifecycleHook(GoogleManifestProperties.WhereItLoads.class)
class GoogleStoreProperties implements StoreRules {
    @Override
    public DBFactory leveldb() {
        return JniDBFactory.factory;
    }
}
