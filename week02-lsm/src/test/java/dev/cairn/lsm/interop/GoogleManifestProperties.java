package dev.cairn.lsm.interop;

import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DBFactory;

/// Our manifests and Google's LevelDB, in C++.
@AddLifecycleHook(GoogleManifestProperties.WhereItLoads.class)
@Tag("2.18")
public class GoogleManifestProperties implements ManifestRules {
    @Override
    public DBFactory leveldb() {
        return JniDBFactory.factory;
    }

    /// The library exists for Linux, macOS and Windows on x86. Elsewhere the class is skipped, and the reason
    /// printed; in strict mode it is tried, and fails.
    public static final class WhereItLoads implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            try {
                Class.forName(JniDBFactory.class.getName());
                return SkipResult.doNotSkip();
            } catch (ClassNotFoundException | LinkageError cause) {
                String reason = "Google's LevelDB cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + cause.getMessage();
                System.out.println("skipped unless strict: " + reason);
                return Boolean.getBoolean("cairn.strict") ? SkipResult.doNotSkip() : SkipResult.skip(reason);
            }
        }
    }
}
