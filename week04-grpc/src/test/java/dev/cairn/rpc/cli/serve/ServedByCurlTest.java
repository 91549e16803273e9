package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.rest.CurlExamples;
import dev.cairn.sim.contract.program.ProgramProcess;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// What the pages tell people to type at a node is typed at one: `cairn serve` in a process of its own, with the
/// engine that it chooses itself.
@Tag("full")
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ServedByCurlTest {
    private static final Pattern READY =
            Pattern.compile("serving d on grpc://127\\.0\\.0\\.1:(\\d+) and http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path home;

    @BeforeEach
    void needed() {
        CurlExamples.isNeeded();
        WrittenStore.isNeeded(home.resolve("needed"));
    }

    @Test
    void every_example_of_the_page_prints_what_the_page_says() throws Exception {
        try (ProgramProcess serve = serve()) {
            CurlExamples examples = at(serve);
            List<MatchResult> ofPage = CurlExamples.ofPage();
            assertThat(ofPage).hasSize(4);
            for (MatchResult example : ofPage) {
                examples.work(example);
            }
            ends(serve);
        }
    }

    @Test
    void the_examples_of_both_stores_work_word_for_word() throws Exception {
        try (ProgramProcess serve = serve()) {
            CurlExamples examples = at(serve);
            examples.ofFirstStoreWork();
            assertThat(examples.ofSecondStoreWork())
                    .startsWith(
                            "{\"success\":true,\"message\":\"Stats retrieved\",\"data\":{\"stats\":{\"engine\":\"lsm\"")
                    .contains("\"levels\":[{\"level\":0,\"tables\":1,", "\"server\":{\"requests\":");
            ends(serve);
        }
    }

    @Test
    void who_looks_at_the_page_is_told_of_the_start_and_that_it_drains() throws Exception {
        try (ProgramProcess serve = serve();
                HttpClient client = HttpClient.newHttpClient()) {
            URI events = URI.create("http://127.0.0.1:" + at(serve).http() + "/events");
            HttpResponse<InputStream> live =
                    client.send(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (!line.contains("\"event\":\"started\"")) {
                    line = lines.readLine();
                }
                serve.signal("TERM");
                assertThat(lines.lines()
                                .filter(each -> each.startsWith("data: "))
                                .toList()
                                .getLast())
                        .contains("\"event\":\"draining\"");
            }
            assertThat(serve.exitCode()).isZero();
        }
    }

    private ProgramProcess serve() throws Exception {
        return ServeProcess.start(home, "serve", "--dir", "d", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0");
    }

    private CurlExamples at(ProgramProcess serve) throws Exception {
        String line = serve.nextLine().orElseThrow(() -> new AssertionError("it has ended"));
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line).isTrue();
        return new CurlExamples(home, Integer.parseInt(ready.group(2)), Integer.parseInt(ready.group(1)));
    }

    private static void ends(ProgramProcess serve) throws Exception {
        serve.signal("TERM");
        assertThat(serve.exitCode()).isZero();
        assertThat(serve.err()).isEmpty();
    }
}
