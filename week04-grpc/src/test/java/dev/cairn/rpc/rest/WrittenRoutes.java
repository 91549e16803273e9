package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebMethod;

/// What the threads of a server need of the routes, done once on that of the test: in an edition, exercises that are
/// not written yet are so known as what the test waits for.
///
/// Stateless.
public final class WrittenRoutes {
    private WrittenRoutes() {}

    /// Rows are put, read, listed and deleted by both families of routes.
    public static void isNeeded() {
        RestNode node = new RestNode().with("k", "v");
        assertThat(node.get("/get?key=k").text()).isEqualTo("v");
        assertThat(node.get("/get?key=l").status()).isEqualTo(404);
        assertThat(node.get("/scan?limit=1&after=YQ").status()).isEqualTo(200);
        assertThat(node.get("/keys/search?q=k").status()).isEqualTo(200);
        assertThat(node.post("/set", "{\"key\":\"k\",\"value\":\"w\"}").status())
                .isEqualTo(200);
        assertThat(node.post("/keys", "{}").status()).isEqualTo(400);
        assertThat(node.post("/keys/batch", "{\"records\":[]}").status()).isEqualTo(200);
        assertThat(node.ask(WebMethod.DELETE, "/keys/batch", Bytes.utf8("{\"keys\":[\"k\"]}"))
                        .status())
                .isEqualTo(200);
    }
}
