package dev.cairn.rpc.page;

import dev.cairn.rpc.page.ShownNode.Wishes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests of pages in a browser that all of a class share, and nodes to look at.
@Tag("full")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class SeenInBrowser {
    @RegisterExtension
    static final BrowserOfClass BROWSER = new BrowserOfClass();

    @TempDir
    Path top;

    static Browser browser() {
        return BROWSER.opened();
    }

    ShownNode node(Wishes wishes) {
        return new ShownNode(top.resolve("store"), wishes);
    }
}
