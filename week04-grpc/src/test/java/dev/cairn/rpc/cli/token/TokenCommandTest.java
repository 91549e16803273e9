package dev.cairn.rpc.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.rpc.access.Caller;
import dev.cairn.rpc.access.Tokens;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Failures;
import dev.cairn.web.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Tokens are made, kept as hashes, and listed.
@Tag("4.18")
class TokenCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.5Z");

    @TempDir
    private Path dir;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void a_token_is_printed_once_and_its_line_is_what_a_node_reads() throws Exception {
        List<String> lines = token("new", "--name", "app", "--scope", "write")
                .succeeds()
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).matches("cairn_[A-Za-z0-9_-]{43}");
        assertThat(lines.getLast()).matches("app write sha256:[0-9a-f]{64}");
        Path file = Files.writeString(dir.resolve("tokens"), lines.getLast());
        assertThat(Tokens.readFrom(file).find(lines.getFirst(), NOON)).isEqualTo(new Caller.Known("app", Scope.WRITE));
    }

    @Test
    void into_a_file_goes_the_hash_and_to_the_output_the_token() throws Exception {
        Path file = dir.resolve("tokens");
        String reader = token("new", "--name", "r", "--scope", "read", "--expires", "30d", "--file", file)
                .succeeds()
                .out();
        String admin = token("new", "--name", "a", "--scope", "admin", "--file", file)
                .succeeds()
                .out();
        String text = Files.readString(file);
        assertThat(text).doesNotContain(reader.strip(), admin.strip());
        assertThat(text.lines()).hasSize(2);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Tokens.readFrom(file).find(admin.strip(), NOON)).isEqualTo(new Caller.Known("a", Scope.ADMIN));
        token("list", "--file", file).prints("""
            tokens
              name  scope  expires               valid
              r     read   2026-12-22T12:00:00Z  yes
              a     admin  never                 yes
            """);
        assertThat(token("list", "--file", file, "--json").succeeds().out())
                .contains("{\"name\":\"r\",\"scope\":\"read\",\"expires\":\"2026-12-22T12:00:00Z\",\"valid\":\"yes\"}")
                .doesNotContain("sha256");
    }

    @Test
    void a_file_keeps_its_comments_its_rights_and_its_names() throws Exception {
        Path file = Files.writeString(dir.resolve("tokens"), "# ours");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        token("new", "--name", "a", "--scope", "admin", "--file", file).succeeds();
        assertThat(Files.readString(file)).startsWith("# ours\na admin sha256:").endsWith("\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        String before = Files.readString(file);
        fails(
                2,
                file + " has a token \"a\" already: give another name, or delete its line first",
                "new",
                "--name",
                "a",
                "--scope",
                "read",
                "--file",
                file);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(dir).isDirectoryNotContaining("glob:**.tokens*.new");
    }

    @Test
    void a_link_stays_a_link_and_the_file_behind_it_keeps_its_group() throws Exception {
        Path real =
                Files.writeString(Files.createDirectory(dir.resolve("there")).resolve("tokens"), "# ours\n");
        Path link = Files.createSymbolicLink(dir.resolve("link"), real);
        if (Files.getOwner(real).getName().equals("root")) {
            Files.setAttribute(real, "unix:gid", 4711);
        }
        Object group = Files.getAttribute(real, "unix:gid");
        token("new", "--name", "a", "--scope", "admin", "--file", link).succeeds();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).startsWith("# ours\na admin sha256:");
        assertThat(Files.getAttribute(real, "unix:gid")).isEqualTo(group);
    }

    @Test
    void a_file_that_is_no_text_or_would_grow_too_large_stays_as_it_is() throws Exception {
        Path latin = Files.write(dir.resolve("latin"), new byte[] {'#', (byte) 0xe4, '\n'});
        fails(
                2,
                latin + " has bytes that are no text in UTF-8",
                "new",
                "--name",
                "a",
                "--scope",
                "read",
                "--file",
                latin);
        Path full = Files.writeString(dir.resolve("full"), "#".repeat(Tokens.FILE_BYTES_MAX - 20) + "\n");
        fails(2, full + " would have ", "new", "--name", "a", "--scope", "read", "--file", full);
        assertThat(Files.size(full)).isEqualTo(Tokens.FILE_BYTES_MAX - 19);
        assertThat(Files.size(latin)).isEqualTo(3);
    }

    @Test
    void what_has_expired_is_marked_from_that_moment_on() throws Exception {
        String hash = " read sha256:" + "0".repeat(64) + " expires=";
        Path file = Files.writeString(
                dir.resolve("tokens"),
                "old" + hash + "2026-11-22T12:00:00Z\nnew" + hash.replace('0', '1') + "2026-11-22T12:00:01Z\n");
        token("list", "--file", file).prints("""
            tokens
              name  scope  expires               valid
              old   read   2026-11-22T12:00:00Z  no, it has expired
              new   read   2026-11-22T12:00:01Z  yes
            """);
    }

    @Test
    void as_json_it_is_one_object() {
        assertThat(token("new", "--name", "a", "--scope", "admin", "--expires", "2027-01-31T00:00:00Z", "--json")
                        .succeeds()
                        .out())
                .matches("\\{\"name\":\"a\",\"token\":\"cairn_[^\"]{43}\",\"line\":\"a admin sha256:[0-9a-f]{64}"
                        + " expires=2027-01-31T00:00:00Z\"}\n");
    }

    @Test
    void what_cannot_be_is_one_clear_line() throws Exception {
        fails(2, "--scope is \"root\", but must be read, write or admin", "new", "--name", "a", "--scope", "root");
        fails(2, "--name cannot be taken: the name of a token has 1 to 64", "new", "--name", "a b", "--scope", "read");
        fails(2, "--expires is \"soon\", but must be", "new", "--name", "a", "--scope", "read", "--expires", "soon");
        fails(2, "which is over", "new", "--name", "a", "--scope", "read", "--expires", "2020-01-01T00:00:00Z");
        fails(2, "which is over", "new", "--name", "a", "--scope", "read", "--expires", "0d");
        Path bad = Files.writeString(dir.resolve("bad"), "no tokens here at all\n");
        fails(2, bad + ", line 1: has 5 words", "new", "--name", "a", "--scope", "read", "--file", bad);
        fails(2, bad + ", line 1: has 5 words", "list", "--file", bad);
        fails(3, "no such file or directory", "list", "--file", dir.resolve("absent"));
        fails(3, "cannot add to ", "new", "--name", "a", "--scope", "read", "--file", dir.resolve("no/such"));
    }

    @Test
    void the_commands_tell_how_they_are_used() {
        assertThat(token("--help").succeeds().out()).contains("cairn serve --dir d --tokens tokens");
        assertThat(token("new", "--help").succeeds().out()).contains("--expires", "Scopes: read");
        assertThat(token("list", "--help").succeeds().out()).contains("--file");
    }

    private void fails(int code, String message, Object... arguments) {
        ProgramRun run = token(arguments);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(code);
    }

    private ProgramRun token(Object... arguments) {
        String[] words = Stream.concat(
                        Stream.of("token"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return ProgramRun.of(streams -> program(streams).execute(words));
    }

    private CommandLine program(StandardStreams streams) {
        CommandLine token = TokenCommand.commandLine(streams, random, () -> NOON);
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn")).addSubcommand(token);
        return Failures.handledOn(program, streams);
    }
}
