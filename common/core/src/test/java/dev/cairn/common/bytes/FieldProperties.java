package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Laws of the writer and the reader together, over records of any fields.
final class FieldProperties {
    /// One field: what it holds, how it is written, how it is read.
    record Field(String type, Object value, Consumer<ByteWriter> writing, Function<ByteReader, Object> reading) {
        @Override
        public String toString() {
            return type + " " + value;
        }
    }

    @Property
    @Tag("1.1")
    void fields_round_trip(@ForAll("records") List<Field> fields) {
        ByteReader reader = new ByteReader(encoded(fields));

        for (Field field : fields) {
            assertThat(field.reading().apply(reader)).isEqualTo(field.value());
        }
        reader.end();
    }

    @Property
    @Tag("1.1")
    void a_cut_is_found_at_the_start_of_the_field_that_is_cut(@ForAll("records") List<Field> fields) {
        Bytes whole = encoded(fields);
        for (int length = 0; length < whole.length(); length++) {
            ByteReader reader = new ByteReader(whole.slice(0, length));
            int start = readWhileWhole(reader, fields);
            assertThat(reader.offset()).isEqualTo(start).isLessThanOrEqualTo(length);
        }
    }

    @Property
    void the_size_of_a_varint_is_known_before_it_is_written(@ForAll long value) {
        int shift = (int) (value & 63);
        long number = value >>> shift;

        assertThat(new ByteWriter().varint64(number).size()).isEqualTo(ByteWriter.varint64Size(number));
        assertThat(new ByteWriter().varint32((int) number).size()).isEqualTo(ByteWriter.varint32Size((int) number));
    }

    @Example
    @Tag("1.1")
    void random_bytes_give_a_value_or_a_refusal() {
        readRandomBytes(20_000);
    }

    @Example
    @Tag("full")
    void a_million_random_bytes_give_a_value_or_a_refusal() {
        readRandomBytes(1_000_000);
    }

    @Provide
    Arbitrary<List<Field>> records() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 255).map(FieldProperties::u8),
                        Arbitraries.integers().map(FieldProperties::fixed32),
                        Arbitraries.longs().map(FieldProperties::fixed64),
                        Arbitraries.integers().map(FieldProperties::varint32),
                        Arbitraries.longs().map(FieldProperties::varint64),
                        Arbitraries.bytes()
                                .array(byte[].class)
                                .ofMaxSize(300)
                                .map(array -> lengthPrefixed(Bytes.wrap(array))))
                .list()
                .ofMaxSize(6);
    }

    private static Field u8(int value) {
        return new Field("u8", value, writer -> writer.u8(value), ByteReader::u8);
    }

    private static Field fixed32(int value) {
        return new Field("fixed32", value, writer -> writer.fixed32(value), ByteReader::fixed32);
    }

    private static Field fixed64(long value) {
        return new Field("fixed64", value, writer -> writer.fixed64(value), ByteReader::fixed64);
    }

    private static Field varint32(int value) {
        return new Field("varint32", value, writer -> writer.varint32(value), ByteReader::varint32);
    }

    private static Field varint64(long value) {
        return new Field("varint64", value, writer -> writer.varint64(value), ByteReader::varint64);
    }

    private static Field lengthPrefixed(Bytes value) {
        return new Field("bytes", value, writer -> writer.lengthPrefixed(value), ByteReader::lengthPrefixed);
    }

    private static Bytes encoded(List<Field> fields) {
        ByteWriter writer = new ByteWriter(1);
        fields.forEach(field -> field.writing().accept(writer));
        return writer.toBytes();
    }

    /// Reads the fields up to the first that is not there, and returns the offset that its refusal names.
    private static int readWhileWhole(ByteReader reader, List<Field> fields) {
        for (Field field : fields) {
            int start = reader.offset();
            CorruptBytesException refusal = catchThrowableOfType(
                    CorruptBytesException.class, () -> field.reading().apply(reader));
            if (refusal != null) {
                assertThat(refusal.offset()).isEqualTo(start);
                return start;
            }
        }
        throw new AssertionError("a record that was cut was read whole");
    }

    private static void readRandomBytes(int count) {
        SplittableRandom random = new SplittableRandom(20);
        List<Function<ByteReader, Object>> reads = List.of(
                ByteReader::u8,
                ByteReader::fixed32,
                ByteReader::fixed64,
                ByteReader::varint32,
                ByteReader::varint64,
                ByteReader::lengthPrefixed,
                reader -> reader.bytes(random.nextInt(-2, 12)));
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            ByteReader reader = new ByteReader(Bytes.wrap(bytes));
            while (readOne(reader, reads.get(random.nextInt(reads.size())))) {
                assertThat(reader.offset()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }

    /// Whether a value was read, and something is left.
    private static boolean readOne(ByteReader reader, Function<ByteReader, Object> read) {
        int start = reader.offset();
        try {
            var _ = read.apply(reader);
            return !reader.isAtEnd();
        } catch (CorruptBytesException refusal) {
            assertThat(refusal.offset()).isEqualTo(start);
            assertThat(reader.offset()).isEqualTo(start);
            return false;
        }
    }
}
