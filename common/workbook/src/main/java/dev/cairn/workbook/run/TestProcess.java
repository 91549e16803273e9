package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.Link;
import dev.cairn.workbook.run.child.TestChild;
import dev.cairn.workbook.run.child.TestEvent;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.core.LauncherFactory;

/// One process in which tests run, seen from outside.
///
/// Closing it ends it, with all that it has started, and removes what they left in their temporary folder. Confined
/// to one thread.
final class TestProcess implements Conversation, AutoCloseable {
    /// Quick to start: the tests of an exercise are over before the better compiler would pay.
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:+EnableDynamicAgentLoading",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlincheck.logLevel=ERROR",
            "-XX:+CrashOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash");
    private static final int SAID_LINES_MAX = 5;
    private static final int SAID_BYTES_MAX = 64 * 1024;

    private final TemporaryFolder folder;
    private final Process process;
    private final ServerSocketChannel server;
    private final BlockingQueue<Optional<TestEvent>> events = new LinkedBlockingQueue<>();
    private volatile @Nullable Link link;
    private boolean isGone;

    private TestProcess(TemporaryFolder folder, Process process, ServerSocketChannel server) {
        this.folder = folder;
        this.process = process;
        this.server = server;
    }

    static TestProcess start(TestJob job, RunLimits limits) {
        TemporaryFolder folder = TemporaryFolder.make();
        try {
            Path socket = folder.path().resolve("link");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Path work = Files.createDirectory(folder.path().resolve("tmp"));
            Path arguments =
                    Files.write(folder.path().resolve("arguments"), arguments(job, limits, work, folder.path()));
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + arguments,
                            TestChild.class.getName(),
                            socket.toString())
                    .directory(job.workingFolder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said(folder).toFile());
            builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
            TestProcess started = new TestProcess(folder, Children.watched(builder.start(), folder::close), server);
            started.listen(job);
            return started;
        } catch (IOException cause) {
            folder.close();
            throw CourseException.environment("cannot start the process of the tests", cause);
        }
    }

    @Override
    public Optional<TestEvent> next(Duration within) {
        try {
            Optional<TestEvent> event = events.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                return Optional.empty();
            }
            isGone = event.isEmpty();
            return event;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CourseException.environment("interrupted while tests ran");
        }
    }

    @Override
    public boolean isGone() {
        return isGone;
    }

    @Override
    public void ask(TestEvent.Question question) {
        Link asked = link;
        if (asked != null) {
            try {
                asked.send(question);
            } catch (IOException _) {
                events.add(Optional.empty());
            }
        }
    }

    @Override
    public int exitCode() {
        return Children.waitFor(process);
    }

    @Override
    public String said() {
        List<String> lines = readSaid().lines().filter(line -> !line.isBlank()).toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - SAID_LINES_MAX), lines.size()));
        return last.isEmpty() ? "it said nothing" : "it said:\n" + last;
    }

    @Override
    public Optional<Trouble> memoryTrouble() {
        exitCode();
        return CrashReport.memoryTrouble(readSaid(), crashFile(folder.path()));
    }

    @Override
    public void close() {
        Children.kill(process);
        closeServer();
        folder.close();
    }

    private static List<String> arguments(TestJob job, RunLimits limits, Path temporary, Path folder) {
        List<Path> classPath = new ArrayList<>(job.classPath());
        Stream.of(TestChild.class, LauncherFactory.class, TestEngine.class, JUnitException.class)
                .map(TestProcess::placeOf)
                .forEach(classPath::add);
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.add("-Xmx" + limits.heapMebibytes() + "m");
        arguments.add(quoted("-XX:ErrorFile=" + crashFile(folder)));
        arguments.add(quoted("-Djava.io.tmpdir=" + temporary));
        arguments.add("-cp");
        arguments.add(quoted(SourceCompiler.joined(classPath)));
        return arguments;
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// The jar or folder that a class comes from.
    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException cause) {
            throw CourseException.environment("cannot find where " + type.getName() + " comes from", cause);
        }
    }

    private static Path crashFile(Path folder) {
        return folder.resolve("crash.txt");
    }

    private static Path said(TemporaryFolder folder) {
        return folder.path().resolve("said.txt");
    }

    private String readSaid() {
        try (var in = Files.newInputStream(said(folder))) {
            return new String(in.readNBytes(SAID_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// Reads events for as long as there are any. A process that never calls ends the wait by its end.
    private void listen(TestJob job) {
        var _ = process.onExit().thenRun(this::closeServer);
        Thread reader = new Thread(() -> read(job), "events of tests");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(TestJob job) {
        try (SocketChannel channel = server.accept();
                Link made = new Link(channel)) {
            link = made;
            made.send(job.orders());
            while (true) {
                events.add(Optional.of(made.receive(TestEvent.class)));
            }
        } catch (IOException _) {
            events.add(Optional.empty());
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException _) {
            // The folder that it lies in is removed anyway.
            return;
        }
    }
}
