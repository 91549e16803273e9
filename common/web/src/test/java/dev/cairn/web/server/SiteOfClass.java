package dev.cairn.web.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One site for all tests of a class.
///
/// Confined to one thread.
final class SiteOfClass implements BeforeAllCallback, AfterAllCallback {
    private Optional<TestSite> opened = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        opened = Optional.of(new TestSite());
    }

    TestSite opened() {
        return opened.orElseThrow();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        opened.ifPresent(TestSite::close);
    }
}
