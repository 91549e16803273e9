package dev.cairn.workbook.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A short text that differs where what was added to it differs. Confined to one thread.
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("every Java platform has SHA-256", cause);
        }
    }

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /// Adds what is in a file.
    Fingerprint add(Path file) {
        try {
            digest.update(Files.readAllBytes(file));
            return this;
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    String toText() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
