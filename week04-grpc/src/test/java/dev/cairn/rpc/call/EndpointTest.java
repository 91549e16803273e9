package dev.cairn.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a node listens, as a person writes it.
class EndpointTest {
    @Test
    void it_is_a_host_and_a_port() {
        assertThat(Endpoint.parse("127.0.0.1:4610")).isEqualTo(new Endpoint("127.0.0.1", 4610));
        assertThat(Endpoint.parse("[::1]:0")).isEqualTo(new Endpoint("::1", 0));
        assertThat(Endpoint.parse("[::1]:0")).hasToString("[::1]:0");
    }

    @Test
    void what_a_server_prints_may_be_pasted() {
        assertThat(Endpoint.parse("grpc://127.0.0.1:4610")).isEqualTo(new Endpoint("127.0.0.1", 4610));
        assertThat(Endpoint.parse("grpc://[::1]:4610")).hasToString("[::1]:4610");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here", "here:", ":1", "::1:1", "http://here:1", "grpc://", "grpc://grpc://a:1"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("\"" + text + "\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
    }
}
