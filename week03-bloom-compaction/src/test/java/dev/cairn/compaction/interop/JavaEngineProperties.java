package dev.cairn.compaction.interop;

import dev.cairn.lsm.interop.History;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
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

    /// For the nightly lane: its own merges of what ours have left in deeper levels are not told apart from ours yet.
    @Override
    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    @Tag("nightly")
    public void each_goes_on_from_the_other_however_often(
            @ForAll("rounds") List<History> rounds, @ForAll("settings") Setting setting, @ForAll boolean weBegin)
            throws IOException {
        MergedStoreRules.super.each_goes_on_from_the_other_however_often(rounds, setting, weBegin);
    }
}
