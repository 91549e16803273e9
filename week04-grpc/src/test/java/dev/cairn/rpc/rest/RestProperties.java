package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ParsedRow;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.cli.Utf8;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.rpc.rest.RestNode.Got;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.web.UrlText;
import dev.cairn.web.WebMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Any bytes, and pages of any size while rows come and go.
class RestProperties {
    private static final Pattern NEXT = Pattern.compile("],\"next\":\"([A-Za-z0-9_-]+)\"}");
    private static final Pattern ROW =
            Pattern.compile("\\{\"key(?:Hex)?\":\"(?:[^\"\\\\]|\\\\.)*\",\"value(?:Hex)?\":\"(?:[^\"\\\\]|\\\\.)*\"}");

    @Property(tries = 100)
    @Tag("4.19")
    @Tag("4.21")
    void any_bytes_come_back_by_every_way(@ForAll("keys") Bytes key, @ForAll("values") Bytes value) {
        RestNode node = new RestNode();
        String row = Utf8.isText(key) && Utf8.isText(value) ? asJson(key, value) : asHex(key, value);
        String parameter = UrlText.encoded(key);
        assertThat(node.post("/keys", row).status()).isEqualTo(200);
        assertThat(node.get("/get?key=" + parameter).body()).isEqualTo(value);
        assertThat(rows(node.get("/keys/" + parameter).text())).containsExactly(new ParsedRow.Row(key, value));
        assertThat(rows(node.get("/scan?start=" + parameter).text())).containsExactly(new ParsedRow.Row(key, value));
        assertThat(node.delete("/delete?key=" + parameter).status()).isEqualTo(200);
        assertThat(node.post("/set", asHex(key, value)).status()).isEqualTo(200);
        assertThat(node.get("/get?key=" + parameter).body()).isEqualTo(value);
        String keys = "{\"keys\":[{\"keyHex\":\"" + key.toHex() + "\"}]}";
        assertThat(node.ask(WebMethod.DELETE, "/keys/batch", Bytes.utf8(keys)).status())
                .isEqualTo(200);
        assertThat(node.get("/get?key=" + parameter).status()).isEqualTo(404);
    }

    @Property(tries = 60)
    @Tag("4.19")
    void pages_together_are_the_whole_list(
            @ForAll("rows") Set<Bytes> keys,
            @ForAll @IntRange(min = 1, max = 9) int limit,
            @ForAll @IntRange(min = 1, max = 40) int chunkBytes) {
        RestNode node = new RestNode(ServiceOptions.defaults().withScanChunkBytes(chunkBytes));
        keys.forEach(key -> node.store().put(key, key));
        for (String list : List.of("/scan?", "/keys/search?q=b&", "/keys/search?q=a&prefix=true&")) {
            assertThat(pages(node, list + "limit=" + limit, () -> {}))
                    .as("the pages of " + list)
                    .isEqualTo(rows(node.get(list + "limit=100000").text()));
        }
    }

    @Property(tries = 60)
    @Tag("4.19")
    void whoever_stays_is_seen_once_while_others_come_and_go(
            @ForAll("rows") Set<Bytes> stay,
            @ForAll("rows") Set<Bytes> others,
            @ForAll @IntRange(min = 1, max = 5) int limit) {
        RestNode node = new RestNode();
        stay.forEach(key -> node.store().put(key, key));
        List<Bytes> moving = new ArrayList<>(others);
        moving.removeAll(stay);
        int[] pages = {0};
        Collection<ParsedRow> seen = pages(node, "/scan?limit=" + limit, () -> {
            for (int i = 0; i < moving.size(); i++) {
                if ((i + pages[0]) % 2 == 0) {
                    node.store().put(moving.get(i), moving.get(i));
                } else {
                    node.store().delete(moving.get(i));
                }
            }
            pages[0]++;
        });
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream()
                        .filter(row -> row instanceof ParsedRow.Row(Bytes key, Bytes value)
                                && stay.contains(key)
                                && stay.contains(value)))
                .as("those who stay, as they were seen")
                .containsExactlyElementsOf(new TreeSet<>(stay)
                        .stream()
                                .map(key -> (ParsedRow) new ParsedRow.Row(key, key))
                                .toList());
    }

    @Provide
    Arbitrary<Bytes> keys() {
        return values().filter(key -> !key.isEmpty() && !ReservedKeys.contain(key));
    }

    @Provide
    Arbitrary<Bytes> values() {
        Arbitrary<Bytes> any =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(Bytes::copyOf);
        Arbitrary<Bytes> text = Arbitraries.strings()
                .ofMaxLength(6)
                .filter(RestProperties::isEncodable)
                .map(Bytes::utf8);
        return Arbitraries.oneOf(any, text);
    }

    @Provide
    Arbitrary<Set<Bytes>> rows() {
        return Arbitraries.strings()
                .withChars("abc")
                .ofMinLength(1)
                .ofMaxLength(3)
                .map(Bytes::utf8)
                .set()
                .ofMaxSize(25);
    }

    /// All rows, page by page; between two pages something happens.
    private static List<ParsedRow> pages(RestNode node, String url, Runnable between) {
        List<ParsedRow> all = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Got got = node.get(url + token.get());
            all.addAll(rows(got.text()));
            token = NEXT.matcher(got.text()).results().findFirst().map(next -> "&after=" + next.group(1));
            between.run();
        }
        return all;
    }

    /// The rows that stand in an answer; in these tests no key has a brace.
    private static List<ParsedRow> rows(String json) {
        return ROW.matcher(json)
                .results()
                .map(MatchResult::group)
                .map(row -> RowFormat.JSON.parse(Bytes.utf8(row)))
                .toList();
    }

    private static String asJson(Bytes key, Bytes value) {
        var row = new ByteWriter();
        RowFormat.JSON.append(row, key, value);
        return row.toBytes().toUtf8();
    }

    private static String asHex(Bytes key, Bytes value) {
        return "{\"keyHex\":\"" + key.toHex() + "\",\"valueHex\":\"" + value.toHex() + "\"}";
    }

    private static boolean isEncodable(String text) {
        return !text.contains("}") && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
