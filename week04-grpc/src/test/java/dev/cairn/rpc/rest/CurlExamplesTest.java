package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples of both families, run by curl against the routes of a node over a store in memory.
@Tag("4.19")
@Tag("4.21")
@Timeout(30)
class CurlExamplesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void curl_is_there() {
        CurlExamples.isNeeded();
    }

    @Test
    void the_examples_of_the_first_store_work_word_for_word() throws Exception {
        try (RestServer server = RestServer.ofNode()) {
            at(server).ofFirstStoreWork();
        }
    }

    @Test
    void the_examples_of_the_second_store_work_word_for_word() throws Exception {
        try (RestServer server = RestServer.ofNode()) {
            assertThat(at(server).ofSecondStoreWork()).contains("\"levels\":[{\"level\":0,\"tables\":2}],\"server\":");
        }
    }

    @Test
    void the_examples_of_the_page_say_what_the_page_says() throws Exception {
        List<MatchResult> examples = CurlExamples.ofPage();
        assertThat(examples).as("examples of the page").hasSize(4);
        for (MatchResult example : examples.subList(0, 2)) {
            try (RestServer server = RestServer.ofNode()) {
                at(server).work(example);
            }
        }
    }

    /// Nobody listens for gRPC here.
    private CurlExamples at(RestServer server) {
        return new CurlExamples(folder, server.port(), 0);
    }
}
