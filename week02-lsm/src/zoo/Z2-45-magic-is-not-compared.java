/// id: Z2-45
/// title: the magic number of the footer is not compared
/// invariant: LOUD
/// exercise: 2.6
/// target: dev.cairn.lsm.table.Footer#of
/// killer: dev.cairn.lsm.table.TableRefusalTest#a_footer_with_a_byte_that_cannot_be_is_no_footer
///
/// The handles are checked, and the blocks that they name have checksums. So a file that is no table is refused
/// sooner or later, with words about handles and blocks that it never had. Of a footer with a turned bit nobody says
/// anything, and the next bit may be one of a handle.
class Footer {
    public static Footer of(String file, MemorySegment bytes) {
        long start = bytes.byteSize() - TableFormat.FOOTER_BYTES;
        if (start < 0) {
            String found = bytes.byteSize() + " bytes";
            throw new StoreException.Corrupt(file, 0, "a table, which has at least 48 bytes", found);
        }
        Bytes footer = Bytes.copyOf(bytes.asSlice(start));
        try {
            ByteReader handles = new ByteReader(footer.slice(0, TableFormat.MAGIC_OFFSET));
            return new Footer(BlockHandle.read(handles, start), BlockHandle.read(handles, start), start);
        } catch (CorruptBytesException e) {
            throw new StoreException.Corrupt(file, start + e.offset(), e.expected(), e.actual());
        }
    }
}
