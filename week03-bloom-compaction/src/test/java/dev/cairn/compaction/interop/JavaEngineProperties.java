package dev.cairn.compaction.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our merged directories and those of LevelDB in pure Java.
class JavaEngineProperties implements MergedStoreRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }

    /// It puts tables below older ones, and is given only tables that it merges all or none.
    @Override
    public boolean isSound() {
        return false;
    }
}
