package dev.cairn.web.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One site for all tests of a class, opened by the first of them: in an edition it is then this test that waits for
/// the exercises which a site needs.
///
/// Confined to one thread.
final class SiteOfClass implements AfterAllCallback {
    private Optional<TestSite> opened = Optional.empty();

    TestSite opened() {
        TestSite site = opened.orElseGet(TestSite::new);
        opened = Optional.of(site);
        return site;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        opened.ifPresent(TestSite::close);
        opened = Optional.empty();
    }
}
