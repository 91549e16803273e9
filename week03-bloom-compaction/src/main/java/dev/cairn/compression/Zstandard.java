package dev.cairn.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.workbook.Exercise;
import java.lang.ref.Cleaner;
import java.util.List;

/// Zstandard: a packed block is one frame that says how much it holds, without a checksum of its own,
/// since there is one behind every block of a table.
///
/// That is what LevelDB since 1.23 writes and reads as type 2, if it was built with Zstandard. (Snappy's
/// blocks begin with their length; these do not.) What is unpacked need not come from here, and is
/// believed nothing: [FrameCheck].
///
/// The library is native. What it needs to work is kept for the next block, and freed when nobody has
/// this any more. Thread-safe.
public final class Zstandard implements Compression {
    /// The type byte of its blocks.
    public static final int ID = 2;

    /// What packs fastest.
    public static final int LEVEL_DEFAULT = 1;

    /// What packs smallest, in a hundred times the time.
    public static final int LEVEL_MAX = 22;

    private static final Cleaner CLEANER = Cleaner.create();

    private final int level;
    private final Contexts<ZstdCompressCtx> packing;
    private final Contexts<ZstdDecompressCtx> unpacking;

    private Zstandard(int level) {
        this.level = level;
        Contexts<ZstdCompressCtx> packers =
                new Contexts<>(() -> new ZstdCompressCtx().setLevel(level).setContentSize(true));
        Contexts<ZstdDecompressCtx> unpackers = new Contexts<>(ZstdDecompressCtx::new);
        this.packing = packers;
        this.unpacking = unpackers;
        CLEANER.register(this, () -> {
            packers.free();
            unpackers.free();
        });
    }

    /// One that packs at level 1.
    public static Zstandard fastest() {
        return new Zstandard(LEVEL_DEFAULT);
    }

    /// One that packs at that level, from 1 to 22. All unpack the same.
    ///
    /// @throws IllegalArgumentException if there is no such level
    public static Zstandard ofLevel(int level) {
        Check.argument(
                level >= 1 && level <= LEVEL_MAX,
                "Zstandard has levels from 1 to %s, and %s is none: 1 is fastest, 3 is usual",
                LEVEL_MAX,
                level);
        return new Zstandard(level);
    }

    /// All that tables of this and of lower weeks are packed by, for
    /// [dev.cairn.lsm.table.TableOptions#withReadable]: none, Snappy, and this.
    public List<Compression> andOlder() {
        return List.of(Compression.none(), Compression.snappy(), this);
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public String name() {
        return "zstd";
    }

    /// The level at which it packs.
    public int level() {
        return level;
    }

    @Override
    public Packer packer() {
        return new ZstandardPacker();
    }

    /// Unpacks one frame.
    ///
    /// [FrameCheck#contentBytes] says how long the array must be: before it has, nothing is allocated. A
    /// context of [#unpacking] (`decompressByteArray`) fills the array. What the library throws, a
    /// [ZstdException], is a [CorruptBytesException] at byte 0, expected `a Zstandard frame of <n> bytes,
    /// unpacked`, found what the exception says; so is a frame that fills another number of bytes, found
    /// `<m> bytes`.
    @Override
    @Exercise("3.14")
    public byte[] unpack(byte[] packed, int bytesMax) {
        byte[] block = new byte[FrameCheck.contentBytes(packed, bytesMax)];
        String expected = "a Zstandard frame of " + block.length + " bytes, unpacked";
        try {
            int bytes = unpacking.use(
                    context -> context.decompressByteArray(block, 0, block.length, packed, 0, packed.length));
            if (bytes != block.length) {
                throw new CorruptBytesException(0, expected, bytes + " bytes");
            }
            return block;
        } catch (ZstdException e) {
            throw new CorruptBytesException(0, expected, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return name();
    }

    /// Number of contexts that nobody uses: those for packing, and those for unpacking.
    List<Integer> idle() {
        return List.of(packing.idle(), unpacking.idle());
    }

    /// Keeps its buffer.
    private final class ZstandardPacker implements Packer {
        private byte[] target = {};

        @Override
        public Bytes pack(Bytes block) {
            byte[] source = block.toArray();
            int limit = Math.toIntExact(Zstd.compressBound(source.length));
            if (target.length < limit) {
                target = new byte[limit];
            }
            int bytes = packing.use(
                    context -> context.compressByteArray(target, 0, target.length, source, 0, source.length));
            return Bytes.copyOf(target, 0, bytes);
        }
    }
}
