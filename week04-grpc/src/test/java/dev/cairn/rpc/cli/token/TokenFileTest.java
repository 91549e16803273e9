package dev.cairn.rpc.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.access.Tokens;
import dev.cairn.web.Scope;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two that add to one file of tokens at the same time.
class TokenFileTest {
    private final SplittableRandom random = new SplittableRandom(8);

    @TempDir
    private Path dir;

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void who_adds_waits_for_another_program_that_has_begun_to() throws Exception {
        Path file = Files.writeString(dir.resolve("tokens"), "# ours\n");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowAdder.class.getName(),
                        file.toString(),
                        line("theirs").toText())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream go = other.getOutputStream()) {
            assertThat(other.getInputStream().read())
                    .as("what it says once it has read the file")
                    .isEqualTo('r');
            CompletableFuture<Void> ours =
                    CompletableFuture.runAsync(() -> TokenFile.at(file).append(line("ours")));
            var _ = ours.copy()
                    .completeOnTimeout(null, 300, TimeUnit.MILLISECONDS)
                    .join();
            go.write('\n');
            go.flush();
            assertThat(other.waitFor()).isZero();
            ours.join();
        } finally {
            other.destroy();
        }
        assertThat(Tokens.linesOf(file)).extracting(TokenLine::name).containsExactly("theirs", "ours");
    }

    private TokenLine line(String name) {
        return new TokenLine(name, Scope.READ, Bytes.wrap(Token.random(random).hash()), Optional.empty());
    }
}
