package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.Mutation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is said of messages that are wrong, and what is not said of bugs.
@Tag("4.2")
class BadMessageTest {
    private static final byte[] NO_MESSAGE = {0x0A, 0x7F};

    @Test
    void a_reserved_key_is_refused_in_a_batch_too() {
        ByteString reserved = ByteString.copyFrom(ReservedKeys.PREFIX.toArray());
        Mutation.Builder put =
                Mutation.newBuilder().setPut(Mutation.Put.newBuilder().setKey(reserved));
        Mutation.Builder delete =
                Mutation.newBuilder().setDelete(Mutation.Delete.newBuilder().setKey(reserved));
        for (Mutation.Builder mutation : new Mutation.Builder[] {put, delete}) {
            BatchRequest batch =
                    BatchRequest.newBuilder().addMutations(mutation).build();
            assertThat(Protocol.BATCH.parseRequest(new ByteArrayInputStream(batch.toByteArray())))
                    .as("what the server makes of a batch with a reserved key: %s", batch)
                    .isInstanceOfSatisfying(
                            Asked.Unclear.class,
                            it -> assertThat(it.problem().message()).contains("reserved"));
        }
    }

    @Test
    void only_what_the_library_says_of_bytes_is_a_refusal() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("a bug");
            }

            @Override
            public int read(byte[] into, int from, int count) {
                return read();
            }
        };
        assertThatThrownBy(() -> Protocol.GET.parseRequest(broken), "a bug of whoever reads")
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void an_answer_that_cannot_be_understood_says_so() {
        assertThat(Protocol.GET.parseResponse(new ByteArrayInputStream(NO_MESSAGE)))
                .isInstanceOfSatisfying(Reply.Failure.class, it -> {
                    assertThat(it.problem().reason()).isEqualTo(Reason.LOST);
                    assertThat(it.problem().message())
                            .startsWith("the answer cannot be understood: the bytes are no message of its kind: ");
                });
    }
}
