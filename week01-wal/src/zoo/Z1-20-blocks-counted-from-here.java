/// id: Z1-20
/// title: a writer counts its blocks from where it began, not from the start of the file
/// invariant: DUR
/// exercise: 1.2
/// seen: T-19 (5,000 acknowledged, 420 recovered)
/// target: dev.cairn.wal.RecordWriter#append
/// killer: dev.cairn.wal.RecordWriterTest#a_writer_that_goes_on_in_a_file_counts_blocks_from_the_start_of_the_file
///
/// The writer knows how much it has written, so why ask the file? In the first life of a log it is the same. The
/// second life goes on in the middle of a block: then fragments cross the blocks that the reader reads by, and what
/// begins behind the first such place cannot be read.
class RecordWriter {
    private long position;

    public long append(Bytes payload) throws IOException {
        frame.clear();
        long from = file.size();
        long start = position;
        int written = 0;
        boolean begins = true;
        do {
            int left = LogFormat.leftInBlock(start + frame.size());
            if (left < LogFormat.HEADER_BYTES) {
                frame.zeros(left);
                left = LogFormat.BLOCK_BYTES;
            }
            int length = Math.min(payload.length() - written, left - LogFormat.HEADER_BYTES);
            boolean ends = written + length == payload.length();
            addFragment(FragmentKind.of(begins, ends), payload.slice(written, written + length));
            begins = false;
            written += length;
        } while (written < payload.length());
        position += frame.size();
        file.append(frame.asBuffer());
        return from + (LogFormat.leftInBlock(start) < LogFormat.HEADER_BYTES ? LogFormat.leftInBlock(start) : 0);
    }
}
