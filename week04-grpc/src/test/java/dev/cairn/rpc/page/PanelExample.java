package dev.cairn.rpc.page;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.rpc.NodePart;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebMethod;
import java.util.List;

/// A part of a node with a panel of its own, as the page for operators shows it. Stateless.
final class PanelExample {
    private PanelExample() {}

    static NodePart ring(List<String> owners) {
        Panel panel = new Panel(
                "ring",
                "Ring",
                "/ring/panel.js",
                () -> new Report().with("nodes", owners.size()).with("owner", owners.getFirst()));
        return new NodePart(List.of(), List.of(script()), List.of(panel));
    }

    static Route script() {
        String source = """
            import { figures } from "/page/dom.js";

            export function mount(element) {
              const line = document.createElement("p");
              element.append(line);
              const show = figures(element);
              return (ring, before, seconds) => {
                line.textContent = `owner: ${ring.owner}`;
                show({ Nodes: String(ring.nodes ?? "unknown") });
              };
            }
            """;
        Bytes file = Bytes.utf8(source);
        return new Route(
                WebMethod.GET,
                "/ring/panel.js",
                Scope.NONE,
                "draws the ring",
                _ -> WebAnswer.of(200, "text/javascript; charset=utf-8", file));
    }
}
