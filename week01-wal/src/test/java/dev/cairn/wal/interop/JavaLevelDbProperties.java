package dev.cairn.wal.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our log files and LevelDB in pure Java.
class JavaLevelDbProperties implements LevelDbRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }
}
