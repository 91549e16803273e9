package dev.cairn.rpc.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.sim.World;
import dev.cairn.web.Route;
import dev.cairn.web.Router;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebChunks;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a node offers for its page, as values.
final class NodePageTest {
    private static final Path FILES = Path.of("src/main/resources/dev/cairn/rpc/page");

    private final World world = new World(7);
    private final RecentEvents events = RecentEvents.before(NodeLog.none(), world.clock());

    private NodePage page(Supplier<Report> stats, Supplier<Report> requests, Panel... panels) {
        NodeFacts facts = new NodeFacts("d", "lsm", "1.2", "127.0.0.1:4610");
        return NodePage.of(
                facts,
                stats,
                requests,
                events,
                List.of(panels),
                world.clock(),
                world.env().background());
    }

    private static WebAnswer.Whole get(NodePage page, String path) throws InterruptedException {
        Route route = page.routes().stream()
                .filter(each -> each.pattern().equals(path))
                .findFirst()
                .orElseThrow();
        return (WebAnswer.Whole) route.handler().answer(asked(path));
    }

    private static WebRequest asked(String path) {
        return new WebRequest(WebMethod.GET, path, Map.of(), Map.of(), Map.of(), Bytes.EMPTY, "127.0.0.1:1");
    }

    private static Report requests() {
        return new Report()
                .with("requests", List.of(new Report().with("request", "get").with("count", 3)));
    }

    private static Report broken() {
        throw StoreException.Failed.told("the disk is gone");
    }

    @Test
    void a_sample_holds_all_that_the_page_shows() throws InterruptedException {
        Panel ring = new Panel("ring", "Ring", "/ring/panel.js", () -> new Report().with("nodes", 3));
        NodePage page = page(() -> new Report().with("rows", 7), NodePageTest::requests, ring);
        long start = world.clock().wallMillis();
        world.advance(Duration.ofSeconds(5));

        assertThat(get(page, "/sample").body().toUtf8())
                .isEqualTo("{\"at\":" + world.clock().wallMillis()
                        + ",\"node\":{\"directory\":\"d\",\"engine\":\"lsm\",\"version\":\"1.2\","
                        + "\"grpc\":\"127.0.0.1:4610\",\"startedAt\":" + start + ",\"upMillis\":5000,"
                        + "\"panels\":[{\"id\":\"ring\",\"title\":\"Ring\",\"script\":\"/ring/panel.js\"}]},"
                        + "\"stats\":{\"rows\":7},\"requests\":[{\"request\":\"get\",\"count\":3}],"
                        + "\"panels\":{\"ring\":{\"nodes\":3}},\"log\":[]}\n");
    }

    @Test
    void what_fails_is_told_in_its_place_and_harms_nothing_else() throws InterruptedException {
        Panel bug = new Panel("bug", "Bug", "/bug.js", () -> {
            throw new IllegalStateException();
        });
        Panel ring = new Panel("ring", "Ring", "/ring/panel.js", () -> new Report().with("nodes", 3));

        assertThat(get(page(NodePageTest::broken, NodePageTest::broken, bug, ring), "/sample")
                        .body()
                        .toUtf8())
                .contains("\"stats\":{\"failure\":\"the disk is gone\"}")
                .contains("\"requests\":{\"failure\":\"the disk is gone\"}")
                .contains("\"bug\":{\"failure\":\"java.lang.IllegalStateException\"},\"ring\":{\"nodes\":3}");
    }

    @Test
    void figures_that_are_none_are_told_in_their_place() throws InterruptedException {
        Panel nan = new Panel("nan", "Nan", "/nan.js", () -> new Report().with("share", 0.0 / 0));
        Panel none = new Panel("none", "None", "/none.js", new AtomicReference<Report>()::get);

        assertThat(get(page(Report::new, Report::new, nan, none), "/sample")
                        .body()
                        .toUtf8())
                .contains("\"nan\":{\"failure\":\"share is NaN, which is no figure\"}")
                .contains("\"none\":{\"failure\":\"there are no figures\"}");
    }

    @Test
    void that_the_node_drains_is_seen_before_the_stream_ends() throws InterruptedException {
        NodePage page = page(Report::new, Report::new);
        Route live = page.routes().stream()
                .filter(each -> each.pattern().equals("/events"))
                .findFirst()
                .orElseThrow();
        WebChunks chunks = ((WebAnswer.Stream) live.handler().answer(asked("/events"))).chunks();
        assertThat(chunks.next()).isPresent();
        assertThat(chunks.next()).isPresent();

        events.tell(NodeLog.Level.INFO, "draining", new Report());
        page.close();

        assertThat(chunks.next().orElseThrow().toUtf8()).contains("\"event\":\"draining\"");
        assertThat(chunks.next()).isEmpty();
    }

    @Test
    void a_panel_has_an_id_of_its_own_and_a_script_on_this_node() {
        Panel ring = new Panel("ring", "Ring", "/ring/panel.js", Report::new);
        Panel cache = new Panel("cache", "Cache", "/cache.js", Report::new);

        assertThatThrownBy(() -> page(Report::new, Report::new, ring, ring)).hasMessageContaining("\"ring\" already");
        assertThatThrownBy(() -> page(Report::new, Report::new, cache)).hasMessageContaining("\"cache\" already");
        for (String script : List.of("", "/", "ring.js", "//example.org/x.js", "/\\example.org/x.js")) {
            assertThatThrownBy(() -> new Panel("ring", "Ring", script, Report::new))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String id : List.of("", "1", "Ring", "a b", "-a")) {
            assertThatThrownBy(() -> new Panel(id, "Ring", "/ring.js", Report::new))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void files_are_for_everybody_and_figures_for_readers() {
        List<Route> routes = page(Report::new, Report::new).routes();

        assertThat(Router.of(routes)).isNotNull();
        assertThat(routes)
                .allSatisfy(route -> assertThat(route.scope())
                        .as(route.pattern())
                        .isEqualTo(List.of("/events", "/sample").contains(route.pattern()) ? Scope.READ : Scope.NONE));
    }

    @Test
    void every_file_that_there_is_can_be_had() throws Exception {
        NodePage page = page(Report::new, Report::new);
        List<String> files;
        try (Stream<Path> all = Files.walk(FILES)) {
            files = all.filter(Files::isRegularFile)
                    .map(file -> FILES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(15);
        for (String file : files) {
            String path = file.equals("index.html") ? "/" : "/page/" + file;
            assertThat(get(page, path).body().toUtf8()).isEqualTo(Files.readString(FILES.resolve(file)));
        }
        assertThat(get(page, "/page/uplot.js").body().toUtf8()).contains("export { uPlot as default }");
        assertThat(get(page, "/page/uplot.css").headers()).containsEntry("content-type", "text/css; charset=utf-8");
    }

    @Test
    void no_script_makes_markup_of_text_and_nothing_is_loaded_from_elsewhere() throws Exception {
        try (Stream<Path> all = Files.walk(FILES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                        .as(file.toString())
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                        .doesNotContain("https://", "http://www", " style=\"", " onclick", "javascript:");
            }
        }
    }
}
