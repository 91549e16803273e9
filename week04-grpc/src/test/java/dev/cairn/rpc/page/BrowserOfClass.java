package dev.cairn.rpc.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One browser for all tests of a class, which are skipped where there is none.
///
/// Confined to one thread.
final class BrowserOfClass implements BeforeAllCallback, AfterAllCallback {
    private Optional<Path> home = Optional.empty();
    private Optional<Browser> opened = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Browser.isNeeded();
        Path profile = Files.createTempDirectory("browser");
        home = Optional.of(profile);
        opened = Optional.of(Browser.start(profile));
    }

    Browser opened() {
        return opened.orElseThrow();
    }

    /// The text of an element, in JavaScript.
    static String text(String selector) {
        return "document.querySelector('" + selector + "').textContent";
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        opened.ifPresent(Browser::close);
        if (home.isPresent()) {
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(home.get())) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
