package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A client that was generated from an older protocol of version 1 goes on to work.
///
/// `protocol/v1.txt` has a line for each method, field and name that was ever published: what its number
/// or type is, and of which fields only one is set. Nothing may go or change there. What is new is added to the file,
/// with the system property
/// `cairn.protocol.update`.
final class ProtocolOnlyGrowsTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/protocol/v1.txt");

    @Test
    void what_was_published_is_there_as_it_was() throws IOException {
        if (Boolean.getBoolean("cairn.protocol.update")) {
            var all = new TreeSet<>(now());
            all.addAll(Files.readAllLines(PUBLISHED));
            Files.write(PUBLISHED, all);
        }
        assertThat(now())
                .as("the protocol beside %s: what is missing was changed or removed, which breaks clients", PUBLISHED)
                .containsAll(Files.readAllLines(PUBLISHED));
    }

    @Test
    void what_is_new_is_published_too() throws IOException {
        assertThat(Files.readAllLines(PUBLISHED))
                .as("%s, which -Dcairn.protocol.update=true adds to", PUBLISHED)
                .containsAll(now());
    }

    private static List<String> now() {
        return Stream.of(Protocol.KEY_VALUE, Protocol.ADMIN, Protocol.PEER)
                .map(ProtocolOnlyGrowsTest::file)
                .flatMap(ProtocolOnlyGrowsTest::linesOf)
                .sorted()
                .toList();
    }

    private static FileDescriptor file(ServiceDescriptor service) {
        return ((ProtoFileDescriptorSupplier) Objects.requireNonNull(service.getSchemaDescriptor()))
                .getFileDescriptor();
    }

    private static Stream<String> linesOf(FileDescriptor file) {
        Stream<String> methods = file.getServices().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(ProtocolOnlyGrowsTest::line);
        Stream<String> messages = file.getMessageTypes().stream().flatMap(ProtocolOnlyGrowsTest::linesOf);
        Stream<String> names = file.getEnumTypes().stream().flatMap(ProtocolOnlyGrowsTest::linesOf);
        return Stream.of(methods, messages, names).flatMap(lines -> lines);
    }

    private static Stream<String> linesOf(Descriptor message) {
        return Stream.concat(
                message.getFields().stream().map(ProtocolOnlyGrowsTest::line),
                message.getNestedTypes().stream().flatMap(ProtocolOnlyGrowsTest::linesOf));
    }

    private static Stream<String> linesOf(EnumDescriptor names) {
        return names.getValues().stream()
                .map(name -> "name " + names.getFullName() + " " + name.getNumber() + " " + name.getName());
    }

    private static String line(MethodDescriptor method) {
        return "method " + method.getFullName() + " " + streamed(method.isClientStreaming())
                + method.getInputType().getFullName() + " -> " + streamed(method.isServerStreaming())
                + method.getOutputType().getFullName();
    }

    private static String streamed(boolean isStream) {
        return isStream ? "stream " : "";
    }

    private static String line(FieldDescriptor field) {
        String kind = field.isRepeated() ? "repeated" : field.hasPresence() ? "optional" : "plain";
        String type = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? field.getMessageType().getFullName()
                : field.getType().toString();
        OneofDescriptor oneof = field.getRealContainingOneof();
        String of = oneof == null ? "" : " of " + oneof.getName();
        return "field " + field.getFullName() + " " + field.getNumber() + " " + kind + " " + type + of;
    }
}
