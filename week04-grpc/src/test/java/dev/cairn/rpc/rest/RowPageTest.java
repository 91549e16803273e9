package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.WebFailure;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pieces of a page, one for each chunk, and what is left of a page that breaks off.
@Tag("4.19")
class RowPageTest {
    private static final String FAILS_IN_MIDDLE = "the disk has gone";

    @Test
    void each_chunk_is_a_piece_and_all_together_are_one_object() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a", "b").chunk("c").last(Optional.empty(), "d");
        RowPage page = begun(rows, all(10));
        assertThat(piece(page)).isEqualTo("{\"data\":{\"records\":[" + row("a") + "," + row("b"));
        assertThat(piece(page)).isEqualTo("," + row("c"));
        assertThat(piece(page)).isEqualTo("," + row("d") + "]},\"success\":true,\"message\":\"4 found\"}\n");
        assertThat(page.next()).as("after the end").isEmpty();
    }

    @Test
    void no_chunk_is_taken_before_its_piece_is_asked_for() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a").chunk("b").last(Optional.empty(), "c");
        RowPage page = begun(rows, all(10));
        assertThat(rows.taken()).as("chunks taken before a piece").isEqualTo(1);
        piece(page);
        assertThat(rows.taken()).as("chunks taken for the first piece").isEqualTo(1);
        piece(page);
        assertThat(rows.taken()).as("chunks taken for the second piece").isEqualTo(2);
    }

    @Test
    void a_page_without_rows_is_an_object_too() throws InterruptedException {
        RowPage page = begun(new FakeRows().last(Optional.empty()), all(10));
        assertThat(piece(page)).isEqualTo("{\"data\":{\"records\":[]},\"success\":true,\"message\":\"0 found\"}\n");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void where_another_page_begins_stands_at_the_end() throws InterruptedException {
        RowPage page = begun(new FakeRows().last(Optional.of("b"), "a"), all(1));
        assertThat(piece(page)).contains(row("a") + "],\"next\":\"" + ResumeToken.of(Bytes.utf8("b")) + "\"}");
    }

    @Test
    void keys_alone_are_strings() throws InterruptedException {
        RowPage page = begun(new FakeRows().last(Optional.empty(), "a", "b"), all(10).keysOnly());
        assertThat(piece(page)).startsWith("{\"data\":{\"keys\":[\"a\",\"b\"]}");
    }

    @Test
    void the_rows_are_given_back_with_the_last_piece_and_not_before() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a").last(Optional.empty(), "b");
        RowPage page = begun(rows, all(10));
        piece(page);
        assertThat(rows.isClosed()).isFalse();
        piece(page);
        assertThat(rows.isClosed()).as("given back, though nobody has closed").isTrue();
    }

    @Test
    void what_fails_before_the_first_row_is_an_answer_of_its_own() {
        FakeRows rows = new FakeRows().failing(new StoreException.Unavailable("busy elsewhere", Optional.empty()));
        assertThatThrownBy(() -> begun(rows, all(10)))
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        failure -> assertThat(failure.answer().status()).isEqualTo(503))
                .hasMessage("busy elsewhere");
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void a_bug_before_the_first_row_gives_them_back_too() {
        FakeRows rows = new FakeRows().failing(new IllegalArgumentException("a bug"));
        assertThatThrownBy(() -> begun(rows, all(10))).isInstanceOf(IllegalArgumentException.class);
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void what_fails_in_the_middle_never_looks_like_an_end() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a").failing(StoreException.Failed.told(FAILS_IN_MIDDLE));
        RowPage page = begun(rows, all(10));
        assertThat(piece(page)).doesNotContain("success", "]");
        assertThatThrownBy(page::next)
                .as("the piece after the rows have failed")
                .isInstanceOf(WebFailure.class)
                .hasMessage(FAILS_IN_MIDDLE);
        page.close();
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void only_what_is_wanted_is_sent_and_a_chunk_without_it_makes_no_piece() throws InterruptedException {
        FakeRows rows = new FakeRows()
                .chunk("a", "xb")
                .chunk("c")
                .chunk("d")
                .chunk("ex")
                .last(Optional.empty(), "f");
        RowPage page = begun(rows, all(10).containing(Bytes.utf8("x")));
        assertThat(piece(page)).endsWith("[" + row("xb"));
        assertThat(piece(page)).isEqualTo("," + row("ex"));
        assertThat(piece(page)).isEqualTo("]},\"success\":true,\"message\":\"2 found\"}\n");
    }

    @Test
    void a_search_with_as_many_as_it_may_have_ends_before_the_next_one() throws InterruptedException {
        FakeRows rows =
                new FakeRows().chunk("ax", "b", "cx", "d").chunk("e", "fx").last(Optional.of("z"), "gx");
        RowPage page = begun(rows, all(2).containing(Bytes.utf8("x")));
        assertThat(piece(page)).endsWith(row("ax") + "," + row("cx"));
        assertThat(piece(page))
                .as("the end, from which another page goes on with fx")
                .startsWith("],\"next\":\"" + ResumeToken.of(Bytes.utf8("f")) + "\"}");
        assertThat(rows.isClosed()).isTrue();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_search_that_has_looked_long_enough_says_where_to_go_on() throws InterruptedException {
        RowPage page = begun(new FakeRows().last(Optional.of("m"), "a"), all(2).containing(Bytes.utf8("x")));
        assertThat(piece(page)).startsWith("{\"data\":{\"records\":[],\"next\":\"" + ResumeToken.of(Bytes.utf8("m")));
    }

    @Test
    void who_has_left_is_noticed_between_two_chunks() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a").chunk("b").last(Optional.empty(), "x");
        RowPage page = begun(rows, all(10).containing(Bytes.utf8("x")));
        piece(page);
        Thread.currentThread().interrupt();
        assertThatThrownBy(page::next).isInstanceOf(InterruptedException.class);
        assertThat(rows.taken()).as("chunks taken").isEqualTo(1);
    }

    @Test
    void a_page_whose_time_is_over_ends_with_the_next_row_but_has_looked_at_one() throws InterruptedException {
        FakeRows rows = new FakeRows().chunk("a", "b").last(Optional.empty(), "c");
        RowPage late = begun(rows, all(10), () -> true);
        assertThat(piece(late))
                .contains("[" + row("a") + "],\"next\":\"" + ResumeToken.of(Bytes.utf8("b")) + "\"}")
                .contains("1 found");
        assertThat(rows.isClosed()).isTrue();
        RowPage search = begun(new FakeRows().chunk("a", "b"), all(10).containing(Bytes.utf8("x")), () -> true);
        assertThat(piece(search)).contains("[],\"next\":\"" + ResumeToken.of(Bytes.utf8("b")) + "\"}");
    }

    @Test
    void a_token_is_the_shortest_key_that_lies_behind_the_row_before() throws InterruptedException {
        RowPage page = begun(new FakeRows().last(Optional.empty(), "apple", "apricot" + "t".repeat(9_000)), all(1));
        assertThat(piece(page)).contains(row("apple") + "],\"next\":\"" + ResumeToken.of(Bytes.utf8("apr")) + "\"}");
        assertThat(ResumeToken.between(Optional.of(Bytes.utf8("a")), Bytes.hex("6100")))
                .contains(Bytes.hex("6100"));
        assertThat(ResumeToken.between(Optional.empty(), Bytes.utf8("ab"))).contains(Bytes.utf8("ab"));
    }

    @Test
    void a_page_ends_only_where_its_token_fits_into_a_request() throws InterruptedException {
        String alike = "k".repeat(10_000);
        FakeRows rows =
                new FakeRows().chunk(alike + "1", alike + "2", alike + "3").last(Optional.empty(), "l", "m");
        RowPage page = begun(rows, all(1));
        assertThat(piece(page)).as("rows that are alike for long").endsWith(row(alike + "3"));
        assertThat(piece(page)).startsWith("],\"next\":\"" + ResumeToken.of(Bytes.utf8("l")) + "\"}");
    }

    private static RowPage begun(FakeRows rows, PageQuestion question) {
        return begun(rows, question, () -> false);
    }

    private static RowPage begun(FakeRows rows, PageQuestion question, BooleanSupplier isLate) {
        RowPage page = new RowPage(rows, question, isLate, count -> count + " found");
        page.begin();
        return page;
    }

    private static PageQuestion all(int limit) {
        return new PageQuestion(KeyRange.all(), limit, Optional.empty(), false, Parameters.PATIENCE);
    }

    private static String piece(RowPage page) throws InterruptedException {
        return page.next()
                .orElseThrow(() -> new AssertionError("expected a piece, found the end"))
                .toUtf8();
    }

    private static String row(String key) {
        return "{\"key\":\"" + key + "\",\"value\":\"" + key + "\"}";
    }
}
