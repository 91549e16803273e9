package dev.cairn.compression;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.cairn.common.bytes.Bytes;
import java.util.HexFormat;

/// Frames as nobody here writes them, and a text to pack.
final class Frames {
    /// 6,300 bytes that can be packed.
    static final Bytes TEXT = Bytes.utf8("to be or not to be, ".repeat(315));

    private Frames() {}

    /// Bytes from hexadecimal digits, with spaces between them.
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// A frame of `content` with a window of 2^`windowLog` bytes in its header, which the library would
    /// not choose.
    static byte[] withWindow(Bytes content, int windowLog) {
        byte[] blocks = rawBlock(content);
        byte[] header =
                hex("28b52ffd 80 %02x %08x".formatted((windowLog - 10) << 3, Integer.reverseBytes(content.length())));
        return join(header, blocks);
    }

    /// A frame as the library makes it.
    static byte[] packed(Bytes content, boolean hasSize, boolean hasChecksum) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setContentSize(hasSize).setChecksum(hasChecksum).compress(content.toArray());
        }
    }

    /// The last block of a frame, stored as it is.
    static byte[] rawBlock(Bytes content) {
        int header = (content.length() << 3) | 1;
        byte[] start = {(byte) header, (byte) (header >>> 8), (byte) (header >>> 16)};
        return join(start, content.toArray());
    }

    static byte[] join(byte[]... parts) {
        Bytes all = Bytes.EMPTY;
        for (byte[] each : parts) {
            all = all.concat(Bytes.wrap(each));
        }
        return all.toArray();
    }
}
