package dev.cairn.lsm.interop;

import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.impl.Iq80DBFactory;

/// Our directories and those of LevelDB in pure Java.
class JavaStoreProperties implements StoreRules {
    @Override
    public DBFactory leveldb() {
        return Iq80DBFactory.factory;
    }

    /// It puts tables below older ones: `Level0#someFileOverlapsRange` searches unsorted tables as if they were
    /// sorted, and what is merged from level 0 may leave an older table there that overlaps it. Then a get finds
    /// the older value, and a merge drops the tombstone that hides one.
    @Override
    public boolean isSound() {
        return false;
    }
}
