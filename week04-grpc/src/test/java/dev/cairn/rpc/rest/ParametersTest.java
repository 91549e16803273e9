package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in a query and in a header.
@Tag("4.17")
class ParametersTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "007, 7", "100, 100", "99, 99"})
    void a_number_is_read(String text, long number) {
        assertThat(Parameters.number("the limit", text, 100)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "101",
                "-1",
                "+1",
                " 1",
                "1 ",
                "1.0",
                "1e1",
                "0x1",
                "ten",
                "\u0661",
                "9223372036854775808"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Parameters.number("the limit", text, 100))
                .as("the number \"" + text + "\"")
                .isInstanceOf(WebFailure.class)
                .hasMessage("the limit is \"" + text + "\": give a whole number from 1 to 100");
    }

    @Test
    void a_client_waits_as_long_as_it_says_and_else_ten_seconds() {
        assertThat(Parameters.patience(request(Map.of(), Map.of(Parameters.TIMEOUT, " 250 "))))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(Parameters.patience(request(Map.of(), Map.of()))).isEqualTo(Duration.ofSeconds(10));
        assertThatThrownBy(() -> Parameters.patience(request(Map.of(), Map.of(Parameters.TIMEOUT, "soon"))))
                .hasMessage("the header x-timeout-ms is \"soon\": give a whole number from 1 to 86400000");
    }

    @Test
    void a_parameter_that_nobody_knows_is_refused_by_its_name() {
        WebRequest several = request(Map.of("z", "1", "b", "1", "y", "1", "a1", "1", "start", "a"), Map.of());
        assertThatThrownBy(() -> Parameters.refuseOthers(several, List.of("start")))
                .hasMessageStartingWith("the parameter \"a1\" is unknown");
        WebRequest request = request(Map.of("limt", "5", "start", "a"), Map.of());
        assertThatThrownBy(() -> Parameters.refuseOthers(request, List.of("start", "limit")))
                .isInstanceOf(WebFailure.class)
                .hasMessage("the parameter \"limt\" is unknown: this path takes start, limit");
        assertThatThrownBy(() -> Parameters.refuseOthers(request, List.of())).hasMessageContaining("takes none");
        Parameters.refuseOthers(request, List.of("limt", "start"));
    }

    @Test
    @Tag("4.19")
    void a_flag_is_true_or_false() {
        assertThat(Parameters.isTrue(request(Map.of("prefix", "true"), Map.of()), "prefix"))
                .isTrue();
        assertThat(Parameters.isTrue(request(Map.of("prefix", "false"), Map.of()), "prefix"))
                .isFalse();
        assertThat(Parameters.isTrue(request(Map.of(), Map.of()), "prefix")).isFalse();
        assertThatThrownBy(() -> Parameters.isTrue(request(Map.of("prefix", "1"), Map.of()), "prefix"))
                .hasMessageContaining("give true or false");
    }

    private static WebRequest request(Map<String, String> parameters, Map<String, String> headers) {
        Map<String, Bytes> bytes = new HashMap<>();
        parameters.forEach((name, value) -> bytes.put(name, Bytes.utf8(value)));
        return new WebRequest(WebMethod.GET, "/scan", Map.of(), bytes, headers, Bytes.EMPTY, "127.0.0.1:40312");
    }
}
