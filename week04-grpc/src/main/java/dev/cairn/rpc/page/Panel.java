package dev.cairn.rpc.page;

import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A part of the node's page: figures that the node samples, and the script that draws them in the browser.
///
/// The page has a frame for panels and knows none of them: a later week hands in its own, with a script
/// among its static files.
///
/// Immutable; its figures are asked for by one thread at a time, which does not wait for anything but
/// them: a panel that takes long holds up all others.
///
/// @param id in lower case, unique on a page and none of the page's own: names the panel's place in each
///     sample
/// @param title above it, for a person
/// @param script path of a JavaScript module on this node, `/ring/panel.js`; it exports `mount(element)`,
///     which returns a function `(figures, before, seconds)` for each sample: its figures, those of the
///     sample before if the node has run since then, and the time between. The modules `/page/dom.js`,
///     `/page/format.js` and `/page/chart.js` are there for it
/// @param figures of this moment; if they fail, the panel says why, and the others go on
public record Panel(String id, String title, String script, Supplier<Report> figures) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern SCRIPT = Pattern.compile("/[^/\\\\].*");

    /// @throws IllegalArgumentException if the id is none, or the script is no path on this node
    public Panel {
        Check.argument(ID.matcher(id).matches(), "\"%s\" is no id of a panel: want a-z, 0-9 and -", id);
        Check.argument(SCRIPT.matcher(script).matches(), "\"%s\" is no path on this node: want /ring/panel.js", script);
    }
}
