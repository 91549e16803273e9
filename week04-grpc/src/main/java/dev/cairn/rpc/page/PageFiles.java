package dev.cairn.rpc.page;

import dev.cairn.web.Route;
import dev.cairn.web.StaticFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// The files of the page: those that lie beside this class, and the library that draws its lines, uPlot
/// (MIT), which lies in a jar of its own. Stateless.
final class PageFiles {
    /// Names below `/page/`.
    static final List<String> FILES = List.of(
            "icon.svg",
            "style.css",
            "page.js",
            "chart.js",
            "dom.js",
            "format.js",
            "stream.js",
            "panels/cache.js",
            "panels/compactions.js",
            "panels/events.js",
            "panels/latency.js",
            "panels/levels.js",
            "panels/limits.js",
            "panels/log.js",
            "panels/settings.js",
            "panels/throughput.js",
            "panels/totals.js");

    private PageFiles() {}

    /// A route for each, for anybody.
    static List<Route> routes() {
        Map<String, String> fileOfPath = new HashMap<>();
        fileOfPath.put("/", "index.html");
        FILES.forEach(file -> fileOfPath.put("/page/" + file, file));
        String library = "/META-INF/resources/webjars/uplot/" + libraryVersion() + "/dist/";
        fileOfPath.put("/page/uplot.js", library + "uPlot.esm.js");
        fileOfPath.put("/page/uplot.css", library + "uPlot.min.css");
        return StaticFiles.routes(PageFiles.class, fileOfPath);
    }

    /// Its version is the build's to choose, and part of the names of its files.
    private static String libraryVersion() {
        String name = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
        try (InputStream stream = Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
