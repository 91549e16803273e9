package dev.cairn.compaction.interop;

import dev.cairn.lsm.interop.GoogleManifestProperties;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DBFactory;

/// Our merged directories and those of Google's LevelDB, in C++.
@AddLifecycleHook(GoogleManifestProperties.WhereItLoads.class)
class GoogleEngineProperties implements MergedStoreRules {
    @Override
    public DBFactory leveldb() {
        return JniDBFactory.factory;
    }
}
