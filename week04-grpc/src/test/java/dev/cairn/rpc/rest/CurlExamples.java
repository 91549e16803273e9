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

/// The commands that the two stores' own pages show, and those of ours, run by curl as they stand there.
/// Only the ports are others.
///
/// Immutable.
///
/// @param folder for what the commands print
/// @param http the port of the node's door for HTTP
/// @param grpc the port of its door for gRPC
public record CurlExamples(Path folder, int http, int grpc) {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("localhost:(8080|4610)");

    /// Skips the test where there is no curl; in an edition, exercises of the routes that are not written yet
    /// are known as what it waits for.
    public static void isNeeded() {
        WrittenRoutes.isNeeded();
        Strictly.requires(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no /usr/bin/curl");
    }

    /// Those of `docs/rest.md`: commands, and what they print.
    public static List<MatchResult> ofPage() {
        return SHELL.matcher(FormatPage.read("../rest.md").text()).results().toList();
    }

    /// One of the page prints what the page says.
    public void work(MatchResult example) throws IOException, InterruptedException {
        String commands = example.group(1).replace("/get?key=k\"", "/get?key=k\"; echo");
        assertThat(output(commands)).isEqualTo(example.group(2));
    }

    /// Those of the first store, against a store without rows.
    public void ofFirstStoreWork() throws IOException, InterruptedException {
        assertThat(output("""
            curl -X POST http://localhost:8080/set -d '{"key":"k","value":"v"}'
            curl -X POST http://localhost:8080/set -d '{"key":"A5","value":"five"}'
            curl "http://localhost:8080/get?key=k"; echo
            curl -X POST http://localhost:8080/flush
            curl "http://localhost:8080/scan?start=A1&end=A9"
            curl -X POST http://localhost:8080/set -d '{"key":"systems","value":"engineer"}'
            curl "http://localhost:8080/get?key=systems"
            """)).isEqualTo("""
                OK: stored key =k
                OK: stored key =A5
                v
                Flush Complete.
                {"data":{"records":[{"key":"A5","value":"five"}]},"success":true,"message":"1 records found"}
                OK: stored key =systems
                engineer\
                """);
    }

    /// Those of the second store, of which the last prints the figures of the store.
    ///
    /// @return the figures: JSON
    public String ofSecondStoreWork() throws IOException, InterruptedException {
        List<String> lines = output("""
            curl -X POST http://localhost:8080/keys -H "Content-Type: application/json" -d '{"key": "user:1", "value": "Alice"}'
            curl http://localhost:8080/keys/user:1
            curl "http://localhost:8080/keys/search?q=user:&prefix=true"
            curl -X DELETE http://localhost:8080/keys/user:1
            curl http://localhost:8080/stats_all
            """).lines().toList();
        assertThat(lines)
                .hasSize(5)
                .startsWith(
                        "{\"success\":true,\"message\":\"Key 'user:1' set"
                                + " successfully\",\"data\":{\"key\":\"user:1\"}}",
                        "{\"success\":true,\"message\":\"Key"
                                + " found\",\"data\":{\"key\":\"user:1\",\"value\":\"Alice\"}}",
                        "{\"data\":{\"records\":[{\"key\":\"user:1\",\"value\":\"Alice\"}]},\"success\":true,"
                                + "\"message\":\"1 keys found matching 'user:'\"}",
                        "{\"success\":true,\"message\":\"Key 'user:1' deleted successfully\"}");
        return lines.getLast();
    }

    /// What a shell prints that runs the commands.
    private String output(String commands) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        String script = "set -e\n"
                + PORT.matcher(commands.replace("curl ", "curl -sS "))
                        .replaceAll(port -> "localhost:" + (port.group(1).equals("8080") ? http : grpc));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process shell = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean isOver = shell.waitFor(20, TimeUnit.SECONDS);
        shell.destroyForcibly();
        assertThat(isOver).as("whether the commands ended").isTrue();
        assertThat(Files.readString(errors)).as("what curl complains of").isEmpty();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
