package dev.cairn.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `host:port`, and what is not.
class EndpointTest {
    @Test
    void a_host_and_a_port_are_read_and_written_as_they_were() {
        assertThat(Endpoint.parse("127.0.0.1:9000")).isEqualTo(new Endpoint("127.0.0.1", 9000));
        assertThat(Endpoint.parse("n1.example:0")).isEqualTo(new Endpoint("n1.example", 0));
        assertThat(Endpoint.parse("n1:65535")).hasToString("n1:65535");
    }

    @Test
    void an_address_with_colons_stands_in_brackets() {
        assertThat(Endpoint.parse("[::1]:9")).isEqualTo(new Endpoint("::1", 9)).hasToString("[::1]:9");
        assertThat(Endpoint.parse("[n1]:9")).isEqualTo(new Endpoint("n1", 9)).hasToString("n1:9");
    }

    @Test
    void what_a_server_prints_may_be_pasted() {
        assertThat(Endpoint.parse("grpc://127.0.0.1:4610")).isEqualTo(new Endpoint("127.0.0.1", 4610));
        assertThat(Endpoint.parse("grpc://[::1]:4610")).hasToString("[::1]:4610");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n1",
                "n1:",
                ":9",
                "::1:9",
                "[::1]",
                "[::1:9",
                "::1]:9",
                "[]:9",
                "[[::1]]:9",
                "n1:x",
                "n1:-1",
                "n1:100000",
                "n1:9 ",
                "n1:9:9",
                "http://here:1",
                "grpc://",
                "grpc://grpc://a:1"
            })
    void what_is_none_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("\"" + text + "\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
    }

    @Test
    void a_port_ends_at_65535() {
        assertThatThrownBy(() -> Endpoint.parse("n1:65536"))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("port 65536 of n1 is not from 0 to 65535");
        assertThatThrownBy(() -> new Endpoint("n1", -1)).isInstanceOf(StoreException.Refused.class);
    }
}
