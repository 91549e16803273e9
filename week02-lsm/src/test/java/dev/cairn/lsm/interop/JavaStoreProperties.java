package dev.cairn.lsm.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our directories and those of LevelDB in pure Java.
class JavaStoreProperties implements StoreRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }
}
