package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.Strictly;
import dev.cairn.sim.docs.FormatPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands that the two stores' own pages show, and those of ours, run by curl as they stand there. Only the port
/// is another one.
@Tag("4.17")
@Tag("4.19")
@Timeout(30)
class CurlExamplesTest {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @BeforeEach
    void curl_is_there() {
        Strictly.requires(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no /usr/bin/curl");
    }

    @Test
    void the_examples_of_the_first_store_work_word_for_word() throws Exception {
        assertThat(output(
                        """
                        curl -X POST http://localhost:8080/set -d '{"key":"k","value":"v"}'
                        curl -X POST http://localhost:8080/set -d '{"key":"A5","value":"five"}'
                        curl "http://localhost:8080/get?key=k"; echo
                        curl -X POST http://localhost:8080/flush
                        curl "http://localhost:8080/scan?start=A1&end=A9"
                        curl -X POST http://localhost:8080/set -d '{"key":"systems","value":"engineer"}'
                        curl "http://localhost:8080/get?key=systems"
                        """))
                .isEqualTo(
                        """
                        OK: stored key =k
                        OK: stored key =A5
                        v
                        Flush Complete.
                        {"data":{"records":[{"key":"A5","value":"five"}]},"success":true,"message":"1 records found"}
                        OK: stored key =systems
                        engineer""");
    }

    @Test
    void the_examples_of_the_second_store_work_word_for_word() throws Exception {
        String output = output(
                """
                curl -X POST http://localhost:8080/keys -H "Content-Type: application/json" -d '{"key": "user:1", "value": "Alice"}'
                curl http://localhost:8080/keys/user:1
                curl "http://localhost:8080/keys/search?q=user:&prefix=true"
                curl -X DELETE http://localhost:8080/keys/user:1
                curl http://localhost:8080/stats_all
                """);
        assertThat(output.lines().toList())
                .hasSize(5)
                .startsWith(
                        "{\"success\":true,\"message\":\"Key 'user:1' set successfully\",\"data\":{\"key\":\"user:1\"}}",
                        "{\"success\":true,\"message\":\"Key found\",\"data\":{\"key\":\"user:1\",\"value\":\"Alice\"}}",
                        "{\"data\":{\"records\":[{\"key\":\"user:1\",\"value\":\"Alice\"}]},\"success\":true,"
                                + "\"message\":\"1 keys found matching 'user:'\"}",
                        "{\"success\":true,\"message\":\"Key 'user:1' deleted successfully\"}");
        assertThat(output).endsWith("\"levels\":[{\"level\":0,\"tables\":2}],\"server\":"
                + output.substring(output.lastIndexOf("{\"requests\"")));
    }

    @Test
    void the_examples_of_the_page_say_what_the_page_says() throws Exception {
        List<MatchResult> examples = SHELL.matcher(FormatPage.read("../rest.md").text()).results().toList();
        assertThat(examples).as("examples of the page").hasSize(2);
        for (MatchResult example : examples) {
            String commands = example.group(1).replace("/get?key=k\"", "/get?key=k\"; echo");
            assertThat(output(commands)).isEqualTo(example.group(2));
        }
    }

    /// What a shell prints that runs the commands against a node of its own.
    private String output(String commands) throws IOException, InterruptedException {
        try (RestServer server = RestServer.ofNode()) {
            Path output = folder.resolve("output");
            Path errors = folder.resolve("errors");
            String script = "set -e\n" + commands.replace("curl ", "curl -sS ").replace("8080", "" + server.port());
            ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
            builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
            Process shell = builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).as("whether the commands ended").isTrue();
            assertThat(Files.readString(errors)).as("what curl complains of").isEmpty();
            return Files.readString(output, StandardCharsets.UTF_8);
        }
    }
}
