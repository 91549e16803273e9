package dev.cairn.rpc.cli.bench.subject;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Row;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The two methods of etcd's service `etcdserverpb.KV` that a benchmark calls, with only the fields that
/// it needs.
///
/// | message | fields |
/// |---|---|
/// | PutRequest | key = 1, value = 2 |
/// | PutResponse | nothing that is read |
/// | RangeRequest | key = 1, range_end = 2, limit = 3, revision = 4 |
/// | RangeResponse | header = 1 (revision = 3), kvs = 2 (key = 1, value = 5), more = 3 |
///
/// For one key range_end is left out: set and empty it would mean "to the last key". Serializable is left
/// out, so reads are linearizable.
///
/// Stateless.
final class EtcdMessages {
    private static final String SERVICE = "etcdserverpb.KV";

    static final MethodDescriptor<Put, Done> PUT = method("Put", EtcdMessages::putBytes, _ -> new Done());
    static final MethodDescriptor<Range, Page> RANGE = method("Range", EtcdMessages::rangeBytes, EtcdMessages::page);

    private EtcdMessages() {}

    /// Sets a key.
    record Put(Bytes key, Bytes value) {}

    /// A key was set.
    record Done() {}

    /// Asks for one key, or for the keys from `key` to before `end`.
    ///
    /// @param end empty for one key
    /// @param limit the most rows; 0: all
    /// @param revision the state that is read; 0: the newest
    record Range(Bytes key, Bytes end, long limit, long revision) {}

    /// Some rows.
    ///
    /// @param isMore whether the range has more than the limit let through
    record Page(List<Row> rows, boolean isMore, long revision) {}

    private static <Q, A> MethodDescriptor<Q, A> method(String name, Writing<Q> question, Part<A> answer) {
        return MethodDescriptor.newBuilder(new Question<>(question), new Answer<>(answer))
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .build();
    }

    private static byte[] putBytes(Put put) throws IOException {
        ByteString key = string(put.key);
        ByteString value = string(put.value);
        byte[] bytes =
                new byte[CodedOutputStream.computeBytesSize(1, key) + CodedOutputStream.computeBytesSize(2, value)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(1, key);
        out.writeBytes(2, value);
        return bytes;
    }

    private static byte[] rangeBytes(Range range) throws IOException {
        ByteString key = string(range.key);
        ByteString end = string(range.end);
        byte[] bytes = new byte
                [CodedOutputStream.computeBytesSize(1, key)
                        + (end.isEmpty() ? 0 : CodedOutputStream.computeBytesSize(2, end))
                        + CodedOutputStream.computeInt64Size(3, range.limit)
                        + CodedOutputStream.computeInt64Size(4, range.revision)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(1, key);
        if (!end.isEmpty()) {
            out.writeBytes(2, end);
        }
        out.writeInt64(3, range.limit);
        out.writeInt64(4, range.revision);
        return bytes;
    }

    private static ByteString string(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asBuffer());
    }

    private static Page page(CodedInputStream in) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean isMore = false;
        long revision = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> revision = within(in, EtcdMessages::revision);
                case 2 -> rows.add(within(in, EtcdMessages::row));
                case 3 -> isMore = in.readBool();
                default -> in.skipField(tag);
            }
        }
        return new Page(rows, isMore, revision);
    }

    private static <T> T within(CodedInputStream in, Part<T> part) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        T read = part.read(in);
        in.popLimit(limit);
        return read;
    }

    private static long revision(CodedInputStream in) throws IOException {
        long revision = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 3) {
                revision = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        return revision;
    }

    private static Row row(CodedInputStream in) throws IOException {
        Bytes key = Bytes.EMPTY;
        Bytes value = Bytes.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> key = Bytes.wrap(in.readByteArray());
                case 5 -> value = Bytes.wrap(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        return new Row(key, value);
    }

    /// The bytes of a request.
    @FunctionalInterface
    private interface Writing<T> {
        byte[] of(T message) throws IOException;
    }

    /// Reads a message, or one within another, up to its end.
    @FunctionalInterface
    private interface Part<T> {
        T read(CodedInputStream in) throws IOException;
    }

    /// Requests are only written.
    private record Question<T>(Writing<T> writing) implements MethodDescriptor.Marshaller<T> {
        @Override
        public InputStream stream(T message) {
            try {
                return new ByteArrayInputStream(writing.of(message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public T parse(InputStream stream) {
            throw new UnsupportedOperationException("a request is not read");
        }
    }

    /// Answers are only read.
    private record Answer<T>(Part<T> part) implements MethodDescriptor.Marshaller<T> {
        @Override
        public InputStream stream(T message) {
            throw new UnsupportedOperationException("an answer is not written");
        }

        @Override
        public T parse(InputStream stream) {
            try {
                return part.read(CodedInputStream.newInstance(stream.readNBytes(stream.available())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
