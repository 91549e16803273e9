package dev.cairn.rpc.page;

import static dev.cairn.rpc.page.BrowserOfClass.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.NodePart;
import dev.cairn.rpc.log.NodeLog.Level;
import dev.cairn.rpc.page.ShownNode.Wishes;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The page of a node as a person sees it: in Chromium, over a real store and a real door.
final class NodePageInBrowserTest extends SeenInBrowser {
    private static final String MARKUP = "<img src=x onerror=\"document.title='taken over'\"><b>bold</b>";

    @Test
    void figures_are_live_under_load() throws Exception {
        int complaints = browser().complaints().size();
        try (ShownNode node = node(Wishes.none())) {
            node.load();
            browser().open(node.url());

            browser().await("/^[1-9][0-9,]*\\/s$/.test(" + text("#panel-throughput tbody td") + ")");
            browser().await("document.querySelectorAll('#panel-throughput canvas').length === 1");
            node.flush();
            browser().await("/ · 1 table$/.test(" + text(".stage.disk .words") + ")");
            assertThat(browser().ask(text("#panel-latency tbody td:nth-child(3)")))
                    .isEqualTo("2.63\u00a0ms");
            assertThat(browser().ask(text("#state-text"))).isEqualTo("Connected");
        }
        assertThat(browser()
                        .complaints()
                        .subList(complaints, browser().complaints().size()))
                .filteredOn(complaint -> !complaint.contains("net::ERR"))
                .as("what the browser complains of, its policy among that")
                .isEmpty();
    }

    @Test
    void the_policy_of_the_page_is_in_force_and_its_refusals_are_seen_here() throws Exception {
        int complaints = browser().complaints().size();
        try (ShownNode node = node(Wishes.none())) {
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");

            assertThat(browser().ask("""
                new Promise((done) => {
                  addEventListener("securitypolicyviolation", (refusal) => done(refusal.effectiveDirective));
                  document.body.setAttribute("style", "color: red");
                })\
                """)).isEqualTo("style-src-attr");
            assertThat(browser().ask("1 + 1")).isEqualTo(2);
        }
        assertThat(browser().complaints().size()).isGreaterThan(complaints);
    }

    @Test
    void who_has_no_figures_yet_reads_what_to_do() throws Exception {
        try (ShownNode node = node(Wishes.none())) {
            browser().open(node.url());

            browser().await("document.querySelector('#panel-throughput .hint').checkVisibility()");
            assertThat(browser().ask(text("#panel-throughput .hint")))
                    .isEqualTo("No requests yet: try cairn kv put greeting hello");
            assertThat(browser().ask(text("#panel-levels .hint"))).asString().endsWith("Try cairn kv flush");
        }
    }

    @Test
    void a_node_that_was_started_anew_is_found_again() throws Exception {
        int port;
        try (ShownNode node = node(Wishes.none())) {
            port = node.port();
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");
        }
        browser().await("document.getElementById('state').dataset.state === 'lost'");
        assertThat(browser().ask("document.getElementById('retry').checkVisibility()"))
                .isEqualTo(true);
        try (ShownNode node = node(Wishes.none().at(port))) {
            node.put("a", "1");
            browser().await("document.getElementById('state').dataset.state === 'connected'");
            browser().await(text("#panel-throughput tbody td:nth-child(3)") + " === '1'");
        }
    }

    @Test
    void what_looks_like_markup_is_shown_as_text() throws Exception {
        try (ShownNode node = new ShownNode(top.resolve("<i>store<"), Wishes.none())) {
            node.log().tell(Level.INFO, MARKUP, new Report().with("key", MARKUP).with(MARKUP, 1));
            browser().open(node.url());

            browser().await(text(".events li b") + " === '" + MARKUP.replace("'", "\\'") + "'");
            assertThat(browser().ask("document.querySelectorAll('main img, main script, main b b').length"))
                    .isEqualTo(0);
            assertThat(browser().ask(text("#name"))).isEqualTo("<i>store<");
            assertThat(browser().ask("document.title")).isEqualTo("<i>store< · Cairn");
        }
    }

    @Test
    void a_node_that_is_about_to_end_says_so_and_is_known_to_have_drained_until_it_is_back() throws Exception {
        int port;
        try (ShownNode node = node(Wishes.none())) {
            port = node.port();
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");
            node.log().tell(Level.INFO, "draining", new Report().with("grace", "10s"));
            browser().await(text("#state-text") + " === 'Draining: no new requests'");
        }
        browser().await(text("#state-text") + " === 'Drained: trying again'");
        assertThat(browser().ask("document.getElementById('state').dataset.state"))
                .isEqualTo("draining");
        try (ShownNode _ = node(Wishes.none().at(port))) {
            browser().await(text("#state-text") + " === 'Connected: the node was started anew'");
        }
    }

    @Test
    void events_stand_still_under_the_pointer_and_can_be_searched() throws Exception {
        try (ShownNode node = node(Wishes.none())) {
            node.log().tell(Level.INFO, "started", new Report());
            browser().open(node.url());
            browser().await(text(".events b") + " === 'started'");
            browser().ask("document.querySelector('.events').dispatchEvent(new PointerEvent('pointerenter'))");

            node.log().tell(Level.ERROR, "requestFailed", new Report().with("why", "no room"));

            browser().await(text(".paused") + " === 'Paused, 1 new'");
            assertThat(browser().ask("document.querySelectorAll('.events li').length"))
                    .isEqualTo(1);
            browser().ask("document.querySelector('.events').dispatchEvent(new PointerEvent('pointerleave'))");
            assertThat(browser().ask(text(".events b"))).isEqualTo("requestFailed");
            browser()
                    .ask("document.querySelector('.tools input').value = 'NO ROOM';"
                            + "document.querySelector('.tools input').dispatchEvent(new Event('input'))");
            assertThat(browser().ask("document.querySelectorAll('.events li').length"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_node_with_tokens_is_asked_with_one() throws Exception {
        try (ShownNode node = node(Wishes.none().guardedBy(NodePageInBrowserTest::refusal))) {
            browser().open(node.url());

            browser().await("document.getElementById('token').checkVisibility()");
            enter("wrong");
            browser().await(text("#token-why") + ".startsWith('The node does not take this token. nobody knows it')");
            enter("writer");
            browser().await(text("#token-why") + ".includes('may not read the node')");
            enter("reader");
            browser().await(text("#state-text") + " === 'Connected'");
            browser().await("!document.getElementById('token').checkVisibility()");
            assertThat(browser().ask("JSON.stringify(localStorage) + location.href"))
                    .as("where a token has no business")
                    .asString()
                    .doesNotContain("reader");
        }
    }

    private static void enter(String token) throws Exception {
        browser()
                .ask("document.getElementById('token-why').textContent = '';"
                        + "document.getElementById('token-text').value = '" + token + "';"
                        + "document.getElementById('token-form').requestSubmit()");
    }

    private static Optional<WebFailure> refusal(Scope needed, WebRequest request) {
        String given = request.header("authorization").orElse("");
        if (needed == Scope.NONE || given.equals("Bearer reader")) {
            return Optional.empty();
        }
        return Optional.of(
                given.equals("Bearer writer")
                        ? new WebFailure(403, "FORBIDDEN", "it has another scope", Map.of())
                        : new WebFailure(401, "UNAUTHENTICATED", "nobody knows it", Map.of()));
    }

    @Test
    void light_or_dark_is_as_the_system_has_it_or_as_chosen() throws Exception {
        String paper = "getComputedStyle(document.body).backgroundColor";
        try (ShownNode node = node(Wishes.none())) {
            browser().prefer("prefers-color-scheme", "light");
            browser().open(node.url());
            browser().await(text("#state-text") + " === 'Connected'");
            Object light = browser().ask(paper);
            browser().prefer("prefers-color-scheme", "dark");
            Object dark = browser().ask(paper);
            browser().ask("document.querySelector('input[name=theme][value=light]').click()");

            assertThat(dark).isNotEqualTo(light);
            assertThat(browser().ask(paper)).isEqualTo(light);
        }
    }

    @Test
    void nothing_sticks_out_of_a_narrow_or_a_wide_window() throws Exception {
        try (ShownNode node = node(Wishes.none())) {
            node.load();
            browser().open(node.url());
            browser().await("document.querySelector('#panel-throughput tbody td')");
            for (int width : List.of(360, 768, 1280, 1600)) {
                browser().resize(width, 900);
                browser().await("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
            }
        }
    }

    @Test
    void a_part_of_the_node_draws_a_panel_of_its_own() throws Exception {
        NodePart ring = PanelExample.ring(List.of(MARKUP, "b", "c"));
        Panel broken = new Panel("broken", "Broken", "/ring/panel.js", () -> {
            throw new IllegalStateException("the ring is not there");
        });
        List<Panel> panels = List.of(broken, ring.panels().getFirst());
        try (ShownNode node = node(Wishes.none().with(panels, ring.routes()))) {
            browser().open(node.url());

            browser().await(text("#panel-ring .body") + ".startsWith('owner: <img')");
            browser().await(text("#panel-broken .trouble") + ".endsWith('the ring is not there')");
            assertThat(browser().ask(text("#panel-ring h2"))).isEqualTo("Ring");
            assertThat(browser().ask(text("#panel-ring dd"))).isEqualTo("3");
            assertThat(browser().ask(text("#state-text"))).isEqualTo("Connected");
        }
    }

    @Test
    void a_script_that_is_not_there_is_told_of_in_its_panel() throws Exception {
        Panel lost = new Panel("lost", "Lost", "/lost.js", Report::new);
        try (ShownNode node = node(Wishes.none().with(List.of(lost), List.of()))) {
            browser().open(node.url());

            browser().await(text("#panel-lost .trouble") + ".includes('its script did not load')");
        }
    }
}
