package dev.cairn.rpc.docs;

import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;

/// The formats that a [JournalEntry] is stored in, in the order of the page's table.
@SuppressWarnings("ImmutableEnumChecker") // codecs are thread-safe and never change
public enum RecordFormat {
    /// Text with the names of the fields.
    JSON("JSON", Codecs.json(JournalEntry.class)),

    /// The same shape as JSON, in bytes.
    MESSAGE_PACK("MessagePack", new MessagePackCodec()),

    /// Numbers for fields, from a schema.
    PROTOCOL_BUFFERS("Protocol Buffers", new ProtobufCodec()),

    /// Neither names nor numbers: the order says which field it is.
    BY_HAND("by hand", new HandCodec());

    private final String title;
    private final Codec<JournalEntry> codec;

    RecordFormat(String title, Codec<JournalEntry> codec) {
        this.title = title;
        this.codec = codec;
    }

    /// What the page calls it.
    String title() {
        return title;
    }

    /// Stores entries in this format.
    public Codec<JournalEntry> codec() {
        return codec;
    }
}
