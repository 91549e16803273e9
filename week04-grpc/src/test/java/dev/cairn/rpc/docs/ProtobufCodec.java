package dev.cairn.rpc.docs;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.Mutation;
import dev.cairn.rpc.v1.RequestId;
import java.util.ArrayList;
import java.util.List;

/// An entry as the message `BatchRequest` of the store's protocol: generated code writes and reads the
/// bytes, and what is left to do is to copy fields.
///
/// Of bytes that were cut between two fields it makes an entry with fewer of them: a message of Protocol
/// Buffers does not know where it ends. Whoever keeps one keeps its length or its checksum beside it, as
/// the stores here do.
///
/// Thread-safe.
final class ProtobufCodec implements Codec<JournalEntry> {
    @Override
    public Bytes encode(JournalEntry entry) {
        BatchRequest.Builder message = BatchRequest.newBuilder()
                .setId(RequestId.newBuilder()
                        .setSession(ByteString.copyFromUtf8(entry.client()))
                        .setSlot(entry.slot())
                        .setSequence(entry.sequence()));
        for (JournalEntry.Change change : entry.changes()) {
            message.addMutations(Mutation.newBuilder()
                    .setPut(Mutation.Put.newBuilder()
                            .setKey(ByteString.copyFromUtf8(change.key()))
                            .setValue(ByteString.copyFromUtf8(change.value()))));
        }
        return Bytes.wrap(message.build().toByteArray());
    }

    @Override
    public JournalEntry decode(Bytes bytes) {
        BatchRequest message = parsed(bytes);
        List<JournalEntry.Change> changes = new ArrayList<>(message.getMutationsCount());
        for (Mutation mutation : message.getMutationsList()) {
            if (!mutation.hasPut()) {
                throw new CorruptBytesException(0, "changes that set a key", "one that does not");
            }
            Mutation.Put put = mutation.getPut();
            changes.add(new JournalEntry.Change(text(put.getKey()), text(put.getValue())));
        }
        RequestId id = message.getId();
        return new JournalEntry(text(id.getSession()), id.getSlot(), id.getSequence(), changes);
    }

    private static BatchRequest parsed(Bytes bytes) {
        try {
            return BatchRequest.parseFrom(bytes.toArray());
        } catch (InvalidProtocolBufferException broken) {
            throw new CorruptBytesException(0, "a BatchRequest", String.valueOf(broken.getMessage()));
        }
    }

    private static String text(ByteString bytes) {
        return Codecs.string().decode(Bytes.wrap(bytes.toByteArray()));
    }
}
