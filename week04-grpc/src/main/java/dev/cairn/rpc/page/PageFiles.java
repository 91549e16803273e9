package dev.cairn.rpc.page;

import dev.cairn.web.Route;
import java.util.List;

final class PageFiles {
    private PageFiles() {}

    static List<Route> routes() {
        return List.of();
    }
}
