/// id: ZC-08
/// title: appended bytes wait in a buffer of the process until the next sync
/// invariant: DUR
/// exercise: none
/// seen: T-18 (200 of 200 acknowledged writes lost with the process), T-40
/// target: dev.cairn.common.env.RealAppendFile#append
/// target: dev.cairn.common.env.RealAppendFile#sync
/// target: dev.cairn.common.env.RealAppendFile#close
/// killer: dev.cairn.sim.RealDiskContractTest#appends_are_seen_by_readers_without_a_sync
///
/// What a BufferedOutputStream does, and it saves most of the system calls. Where every write is synced it changes
/// nothing. Under every other policy a write is acknowledged while only this process has it: no power cut is needed
/// to lose it, the end of the process will do.
class RealAppendFile {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > buffer.remaining()) {
            flush();
        }
        int length = bytes.remaining();
        if (length > buffer.capacity()) {
            file.write(written, bytes);
            written += length;
        } else {
            buffer.put(bytes.duplicate());
        }
        size += length;
        bytes.position(bytes.limit());
    }

    @Override
    public void sync() throws IOException {
        flush();
        file.sync();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        file.write(written, buffer);
        written += buffer.limit();
        buffer.clear();
    }
}
