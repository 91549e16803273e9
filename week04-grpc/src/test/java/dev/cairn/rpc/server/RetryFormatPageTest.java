package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.server.RetryFormat.RequestHash;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.sim.docs.FormatPage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/retry-table.md` is what the code does.
@Tag("4.8")
class RetryFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("retry-table.md");
    private static final Request.Write PUT = Asked.put("apple", "red");
    private static final Request.WriteIf PUT_IF_ABSENT =
            new Request.WriteIf(utf8("apple"), Optional.empty(), PUT.batch(), Optional.empty());
    private static final Request.Write DELETE =
            new Request.Write(WriteBatch.builder().delete(utf8("apple")).build(), Optional.empty());
    private static final Request.Write BOTH = new Request.Write(
            WriteBatch.builder()
                    .put(utf8("apple"), utf8("red"))
                    .delete(utf8("plum"))
                    .build(),
            Optional.empty());

    @Test
    void the_example_of_a_session_is_what_is_written_and_read() {
        requireBothWays("session", new RetryRow.Opened(SESSION, 128));
    }

    @Test
    void the_example_of_a_slot_is_what_is_written_and_read() {
        requireBothWays("slot", new RetryRow.Answered(id(3, 7), RequestHash.of(PUT), Answer.DONE));
    }

    @Test
    void the_key_table_adds_up_to_the_lengths_of_keys() {
        List<Integer> lengths = PAGE.table("| bytes | field | meaning |").stream()
                .map(row -> Integer.parseInt(row.getFirst()))
                .toList();
        assertThat(lengths).hasSize(4);
        assertThat(lengths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(RetryFormat.SLOT_KEY_BYTES);
        assertThat(lengths.stream().limit(3).mapToInt(Integer::intValue).sum())
                .isEqualTo(RetryFormat.SESSION_KEY_BYTES);
    }

    @Test
    void the_table_of_answers_is_the_enum() {
        assertThat(PAGE.table("| answer | name | the write |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(Arrays.stream(Answer.values())
                        .map(answer -> answer.code() + " " + answer.name())
                        .toList());
    }

    @Test
    void the_hashes_of_the_page_are_those_of_the_code() {
        List<String> page = PAGE.table("| write | hash |").stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
        assertThat(List.of(
                        "put apple=red " + shown(RequestHash.of(PUT)),
                        "put apple=red if apple is absent " + shown(RequestHash.of(PUT_IF_ABSENT)),
                        "delete apple " + shown(RequestHash.of(DELETE)),
                        "put apple=red, delete plum " + shown(RequestHash.of(BOTH))))
                .as("the hashes that the code makes, which have to be those of the page")
                .isEqualTo(page);
    }

    private static void requireBothWays(String example, RetryRow row) {
        Mutation.Put written = RetryFormat.encoded(row);
        assertThat(written.key()).isEqualTo(PAGE.hex(example + "-key"));
        assertThat(written.value()).isEqualTo(PAGE.hex(example + "-value"));
        assertThat(RetryFormat.decoded(PAGE.hex(example + "-key"), PAGE.hex(example + "-value")))
                .isEqualTo(row);
    }

    private static String shown(long hash) {
        return "`" + HexFormat.of().toHexDigits(hash) + "`";
    }
}
