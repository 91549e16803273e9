package dev.cairn.web.server;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A site of its own for each test, and one who has come to it.
///
/// Confined to one thread.
abstract class VisitedSite {
    /// Who has come.
    RawClient client;

    TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite();
        client = site.client();
    }

    @AfterEach
    void close() throws IOException {
        if (client != null) {
            client.close();
        }
        if (site != null) {
            site.close();
        }
    }
}
