package dev.cairn.rpc.page;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.sim.contract.program.Strictly;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Chromium without a window, and one page in it, driven by the DevTools protocol.
///
/// Every wait is bounded. What the browser complains of (exceptions, errors of the console, refusals of
/// the content security policy) is kept. Thread-safe enough for a test: one thread drives it.
final class Browser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int WAIT_SECONDS = 15;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final HttpClient http;
    private final WebSocket socket;
    private final Messages messages;
    private final AtomicInteger ids = new AtomicInteger();

    private Browser(Process process, HttpClient http, WebSocket socket, Messages messages) {
        this.process = process;
        this.http = http;
        this.socket = socket;
        this.messages = messages;
    }

    /// Skips the test where there is no Chromium.
    static void isNeeded() {
        Strictly.requires(Files.isExecutable(PROGRAM), "a page is looked at with " + PROGRAM + ": install chromium");
    }

    /// A browser that shows nothing yet.
    ///
    /// @param home an empty directory, which is the caller's to delete
    static Browser start(Path home) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(home)).redirectErrorStream(true);
        builder.environment().put("TMPDIR", home.toString());
        Process process = builder.start();
        try {
            URI devTools = devTools(process);
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest newPage = HttpRequest.newBuilder(
                            URI.create("http://" + devTools.getAuthority() + "/json/new?about:blank"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            Map<?, ?> page = json(
                    http.send(newPage, HttpResponse.BodyHandlers.ofString()).body());
            Messages messages = new Messages();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(text(page, "webSocketDebuggerUrl")), messages)
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
            Browser browser = new Browser(process, http, socket, messages);
            for (String domain : List.of("Page", "Runtime", "Log")) {
                browser.call(domain + ".enable", Map.of());
            }
            return browser;
        } catch (Exception failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static List<String> command(Path home) {
        return List.of(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home,
                "about:blank");
    }

    private static URI devTools(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(LISTENING)) {
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        throw new IOException("the browser has ended: " + said);
    }

    /// Shows a page; its scripts run on.
    void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url));
    }

    /// What JavaScript makes of `expression`: a text, a number, a flag, or an object as a map.
    Object ask(String expression) throws Exception {
        Map<?, ?> answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError("the page answers " + expression + " with " + answer.get("exceptionDetails"));
        }
        Object value = map(answer, "result").get("value");
        return value == null ? "" : value;
    }

    /// Waits until `condition` holds in the page.
    void await(String condition) throws Exception {
        String poll = """
            new Promise((done) => {
              const end = Date.now() + %d;
              (function look() {
                let holds = false;
                try { holds = Boolean(%s); } catch { holds = false; }
                if (holds || Date.now() > end) done(holds ? "" : document.body.innerText);
                else setTimeout(look, 30);
              })();
            })\
            """.formatted(1000 * WAIT_SECONDS, condition);
        Object shown = ask(poll);
        if (!shown.equals("")) {
            throw new AssertionError("never true: " + condition + "\nthe page shows:\n" + shown);
        }
    }

    /// What a person would have set: `prefers-color-scheme` and `dark`, for one.
    void prefer(String feature, String value) throws Exception {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /// The size of what is shown.
    void resize(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// A picture of the page as a PNG file.
    ///
    /// @param isWhole also what one would have to scroll to
    byte[] picture(boolean isWhole) throws Exception {
        Map<?, ?> answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", isWhole));
        return Base64.getDecoder().decode(text(answer, "data"));
    }

    /// What the browser has complained of since it was started.
    List<String> complaints() {
        return List.copyOf(messages.complaints);
    }

    private Map<?, ?> call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<?, ?>> answer = messages.expect(id);
        String question = Codecs.json(Map.class)
                .encode(Map.of("id", id, "method", method, "params", parameters))
                .toUtf8();
        var _ = socket.sendText(question, true).get(WAIT_SECONDS, TimeUnit.SECONDS);
        Map<?, ?> message = answer.get(2L * WAIT_SECONDS, TimeUnit.SECONDS);
        if (message.containsKey("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return map(message, "result");
    }

    private static Map<?, ?> map(Map<?, ?> message, String name) {
        return message.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /// Ends the process and those that it has started.
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (ProcessHandle child : children) {
                child.destroyForcibly();
                var _ = child.onExit().get(WAIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (Exception failure) {
            throw new IllegalStateException("the browser does not end", failure);
        }
    }

    private static Map<?, ?> json(String text) {
        return Codecs.json(Map.class).decode(Bytes.utf8(text));
    }

    private static String text(Map<?, ?> object, String name) {
        return String.valueOf(object.get(name));
    }

    /// What comes from the browser. Thread-safe.
    private static final class Messages implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<Map<?, ?>>> expected = new ConcurrentHashMap<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        CompletableFuture<Map<?, ?>> expect(int id) {
            return expected.computeIfAbsent(id, _ -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            part.append(text);
            if (isLast) {
                take(json(part.toString()));
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void take(Map<?, ?> message) {
            if (message.get("id") instanceof Integer id) {
                expect(id).complete(message);
            } else if (isComplaint(message)) {
                complaints.add(String.valueOf(message.get("params")));
            }
        }

        private static boolean isComplaint(Map<?, ?> message) {
            Map<?, ?> told = map(message, "params");
            return switch (text(message, "method")) {
                case "Runtime.exceptionThrown" -> true;
                case "Runtime.consoleAPICalled" -> "error".equals(told.get("type"));
                case "Log.entryAdded" -> "error".equals(map(told, "entry").get("level"));
                default -> false;
            };
        }
    }
}
