package dev.cairn.rpc.page;

import static dev.cairn.rpc.page.BrowserOfClass.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.rpc.page.ShownNode.Wishes;
import dev.cairn.wal.cli.MapEngine;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebMethod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The states of a node's page in Chromium: what fails, what is not there, what nobody sees, what is missed.
final class PageStatesInBrowserTest extends SeenInBrowser {
    @Test
    void a_panel_that_throws_says_so_and_the_page_stays_connected() throws Exception {
        Bytes file = Bytes.utf8("export const mount = () => () => { throw new Error('no such figure'); };");
        Route script = new Route(
                WebMethod.GET, "/thrown.js", Scope.NONE, "throws", _ -> WebAnswer.of(200, "text/javascript", file));
        Panel thrown = new Panel("thrown", "Thrown", "/thrown.js", Report::new);
        AtomicInteger streams = new AtomicInteger();
        try (ShownNode node = node(counting(streams).with(List.of(thrown), List.of(script)))) {
            browser().open(node.url());

            browser().await(text("#panel-thrown .trouble") + ".endsWith('the others go on: no such figure')");
            browser().await("/up [3-9]/.test(" + text("#facts") + ")");
            assertThat(browser().ask(text("#state-text"))).isEqualTo("Connected");
            assertThat(streams).as("connections for events").hasValue(1);
        }
    }

    @Test
    void a_page_that_fails_says_so_and_listens_on() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        try (ShownNode node = node(counting(streams))) {
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");

            browser()
                    .ask("Object.defineProperty(document, 'title',"
                            + " { configurable: true, set() { throw new Error('no title'); } })");

            browser().await(text("#state-text") + " === 'This page has failed: no title'");
            browser().await("/up [4-9]/.test(" + text("#facts") + ")");
            browser().ask("delete document.title");
            browser().await(text("#state-text") + " === 'Connected'");
            assertThat(streams).as("connections for events").hasValue(1);
        }
    }

    /// Who asks for events is counted.
    private static Wishes counting(AtomicInteger streams) {
        return Wishes.none().guardedBy((_, request) -> {
            if (request.path().equals("/events")) {
                streams.incrementAndGet();
            }
            return Optional.empty();
        });
    }

    @Test
    void a_tab_that_nobody_sees_lets_go_and_is_live_again_when_it_is_seen() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        try (ShownNode node = node(counting(streams))) {
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");
            browser().ask("""
                const timer = window.setTimeout;
                window.setTimeout = (work, millis) => timer(work, millis === 60000 ? 10 : millis);
                Object.defineProperty(document, "hidden", { configurable: true, get: () => window.isAway });
                window.isAway = true;
                document.dispatchEvent(new Event("visibilitychange"));
                """);
            browser().await("document.getElementById('state').dataset.state === 'lost'");
            browser()
                    .ask("new Promise((done) => setTimeout(done, 1500)) // longer than the pause before a new attempt");
            assertThat(streams).as("connections while it is hidden").hasValue(1);

            browser().ask("window.isAway = false; document.dispatchEvent(new Event('visibilitychange'))");
            browser().await("document.getElementById('state').dataset.state === 'connected'");
            assertThat(streams).hasValue(2);
        }
    }

    @Test
    void lines_are_interrupted_where_nothing_came_and_what_is_old_is_forgotten() throws Exception {
        try (ShownNode node = node(Wishes.none())) {
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");
            // The line is flat: where it is drawn, a column has a pixel of its colour, which the grid has not.
            Object drawn = browser().ask("""
                import("/page/chart.js").then(async ({ chart }) => {
                  const box = document.querySelector("main").appendChild(document.createElement("div"));
                  const push = chart(box, { label: "steps", format: String });
                  const at = (second) => push(1000 * second, { steps: 5 });
                  for (const second of [0, 1, 600, 601, 602, 603, 604, 620, 621, 622, 623, 624, 625]) at(second);
                  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                  const canvas = box.querySelector("canvas");
                  const over = box.querySelector(".u-over");
                  const ink = (second) => {
                    const x = over.offsetLeft + (over.clientWidth * (second - 580)) / 45;
                    const column = canvas.getContext("2d").getImageData(Math.round(x), 0, 1, canvas.height).data;
                    const pixels = Array.from({ length: canvas.height }, (_, y) => column.slice(4 * y, 4 * y + 4));
                    return pixels.some(([red, green, , alpha]) => alpha > 100 && Math.abs(red - green) > 40);
                  };
                  return [585, 602, 612, 622].map(ink).join();
                })
                """);
            assertThat(drawn).isEqualTo("false,true,false,true");
        }
    }

    @Test
    void a_node_that_counts_from_1_again_tells_other_events() throws Exception {
        try (ShownNode node = node(Wishes.none())) {
            browser().open(node.url());
            assertThat(browser().ask("""
                import("/page/panels/events.js").then(({ mount }) => {
                  const box = document.createElement("div");
                  const take = mount(box);
                  const started = (at) => ({ sequence: 1, at, level: "info", event: "started", findings: {} });
                  for (const at of [1000, 1000, 2000, 2000]) take({ log: [started(at)] });
                  return box.querySelectorAll("li").length;
                })
                """)).isEqualTo(2);
        }
    }

    @Test
    void an_engine_without_tables_is_no_failure_of_its_panels() throws Exception {
        try (ShownNode node = node(Wishes.none().of(new MapEngine()))) {
            node.put("a", "1");
            browser().open(node.url());

            browser().await(text("#panel-levels .hint") + " === 'The engine map has no levels.'");
            browser().await(text("#panel-compactions .hint") + " === 'The engine map merges nothing.'");
            browser().await(text("#panel-cache .hint") + " === 'The engine map has neither cache nor filters.'");
            browser().await(text(".tile:nth-child(3)") + " === 'In tables–this engine has none'");
            assertThat(browser().ask("document.querySelectorAll('p.trouble:not([hidden])').length"))
                    .isEqualTo(0);
        }
    }
}
