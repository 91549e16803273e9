package dev.cairn.sim.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.codec.Pair;
import dev.cairn.common.codec.Value;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How an application stores values of its own types, as programs that run.
final class CodecExamplesTest {
    /// What a shop stores.
    ///
    /// @param name what is sold
    /// @param cents its price
    /// @param tags what it is found by
    record Product(String name, long cents, List<String> tags) {}

    /// A codec written by hand: name with its length, price, number of tags, tags with their lengths.
    ///
    /// It takes a third of the bytes that JSON does, and it alone knows the format: a new field needs a new codec.
    static final class ProductCodec implements Codec<Product> {
        @Override
        public Bytes encode(Product product) {
            ByteWriter writer = new ByteWriter()
                    .lengthPrefixed(Bytes.utf8(product.name()))
                    .varint64(product.cents())
                    .varint32(product.tags().size());
            product.tags().forEach(tag -> writer.lengthPrefixed(Bytes.utf8(tag)));
            return writer.toBytes();
        }

        @Override
        public Product decode(Bytes bytes) {
            ByteReader reader = new ByteReader(bytes);
            String name = Codecs.string().decode(reader.lengthPrefixed());
            long cents = reader.varint64();
            List<String> tags = new ArrayList<>();
            for (int left = reader.varint32(); left != 0; left--) {
                tags.add(Codecs.string().decode(reader.lengthPrefixed()));
            }
            reader.end();
            return new Product(name, cents, List.copyOf(tags));
        }
    }

    private static final Product TEA = new Product("Tea", 495, List.of("drink", "hot"));
    private static final Bytes KEY = Bytes.utf8("product:1");

    private final KeyValueStore store = new MemoryStore();

    @Test
    void a_record_is_stored_as_json() {
        Codec<Product> products = Codecs.json(Product.class);

        store.put(KEY, products.encode(TEA));

        assertThat(store.get(KEY).map(products::decode)).contains(TEA);
        assertThat(store.get(KEY).map(Bytes::toUtf8))
                .contains("{\"name\":\"Tea\",\"cents\":495,\"tags\":[\"drink\",\"hot\"]}");
    }

    @Test
    void a_record_is_stored_by_a_codec_of_its_own() {
        Codec<Product> products = new ProductCodec();

        store.put(KEY, products.encode(TEA));

        assertThat(store.get(KEY).map(products::decode)).contains(TEA);
        assertThat(store.get(KEY).map(Bytes::toHex)).contains("03546561" + "ef03" + "02" + "056472696e6b" + "03686f74");
    }

    @Test
    void a_codec_of_ones_own_refuses_what_it_did_not_write() {
        Codec<Product> products = new ProductCodec();
        Bytes whole = products.encode(TEA);

        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> products.decode(cut)).isInstanceOf(CorruptBytesException.class);
        }
        assertThatThrownBy(() -> products.decode(whole.concat(KEY))).isInstanceOf(CorruptBytesException.class);
    }

    @Test
    void a_value_carries_its_type() {
        store.put(Bytes.utf8("visits"), Codecs.value().encode(Value.of(42)));
        store.put(Bytes.utf8("title"), Codecs.value().encode(Value.of("Cairn")));

        assertThat(valueOf("visits").asInt64()).isEqualTo(42);
        assertThatThrownBy(() -> valueOf("title").asInt64())
                .hasMessage("expected a value of type int64, found one of type text");
    }

    @Test
    void keys_of_several_parts_are_scanned_by_their_first() {
        KeyCodec<Pair<String, Long>> keys = Codecs.pair(Codecs.string(), Codecs.int64());
        for (long hour : new long[] {9, -1, 300}) {
            store.put(keys.encode(new Pair<>("berlin", hour)), Bytes.EMPTY);
            store.put(keys.encode(new Pair<>("bern", hour)), Bytes.EMPTY);
        }

        List<Long> hours = new ArrayList<>();
        KeyRange fromMidnight = KeyRange.between(
                keys.encode(new Pair<>("berlin", 0L)), keys.encode(new Pair<>("berlin", Long.MAX_VALUE)));
        try (Cursor rows = store.scan(fromMidnight)) {
            while (rows.next()) {
                hours.add(keys.decode(rows.key()).second());
            }
        }
        assertThat(hours).containsExactly(9L, 300L);
    }

    private Value valueOf(String key) {
        return Codecs.value().decode(store.get(Bytes.utf8(key)).orElseThrow());
    }
}
