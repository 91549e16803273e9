package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Clock;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.sim.docs.FormatPage;
import dev.cairn.web.WebAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/rest.md` says what the code does.
class RestPageTest {
    private static final FormatPage PAGE = FormatPage.read("../rest.md");

    @Test
    void the_routes_of_the_page_are_those_of_the_node() {
        List<List<String>> rows = PAGE.table("| method | path | scope | what it does |");
        assertThat(StoreRoutes.of(new RestNode().service(), Clock.system()))
                .extracting(route -> List.of(
                        route.method().name(),
                        "`" + route.pattern() + "`",
                        route.scope().name(),
                        route.summary()))
                .as("the routes of the code, which have to be those of the page")
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    @Tag("4.17")
    void the_failures_of_the_page_are_those_of_the_code() {
        Map<String, List<String>> page = PAGE.table("| reason | status | headers |").stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.subList(1, row.size())));
        Map<String, List<String>> code = new TreeMap<>();
        Arrays.stream(Reason.values()).filter(Reason::isTold).forEach(reason -> code.put(reason.name(), told(reason)));
        assertThat(page)
                .as("the table of the page, which has to be that of the code")
                .isEqualTo(code);
    }

    private static List<String> told(Reason reason) {
        WebAnswer.Whole answer = HttpStatuses.failure(new Problem(reason, "words", Optional.empty()))
                .answer();
        String headers = answer.headers().entrySet().stream()
                .filter(header -> !header.getKey().equals("content-type"))
                .map(header -> "`" + header.getKey() + ": " + header.getValue() + "`")
                .collect(Collectors.joining(", "));
        return List.of(Integer.toString(answer.status()), headers);
    }
}
