package dev.cairn.workbook.run.child;

import dev.cairn.workbook.Notes;
import dev.cairn.workbook.run.child.TestEvent.Question;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The main of the process in which tests run: takes its [Orders] over a [Link], runs them, tells what happens, and
/// ends. It ends at once when the other side is gone.
public final class TestChild {
    private static final int OTHER_SIDE_IS_GONE = 1;

    private TestChild() {}

    /// Runs what it is told to run.
    ///
    /// @param arguments the path of the socket on which the other side listens
    public static void main(String[] arguments) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
        try (Link link = new Link(channel)) {
            Orders orders = link.receive(Orders.class);
            CapturedOutput output = new CapturedOutput(Path.of(orders.outputFolder(), "start.txt"));
            PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8);
            System.setOut(captured);
            System.setErr(captured);
            Thread tests = Thread.currentThread();
            Thread answers = new Thread(() -> answer(link, tests, output), "cairn-learn");
            answers.setDaemon(true);
            answers.start();
            run(link, orders, output);
            link.send(new TestEvent.AllEnded());
        }
        // Threads that a test has left behind do not hold up the end.
        Runtime.getRuntime().halt(0);
    }

    private static void run(Link link, Orders orders, CapturedOutput output) {
        Launcher launcher = LauncherFactory.create();
        TestPlan plan = launcher.discover(request(orders));
        launcher.execute(plan, new TellingListener(link, output, Path.of(orders.outputFolder()), plan));
    }

    private static LauncherDiscoveryRequest request(Orders orders) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        orders.uniqueIds().forEach(id -> selectors.add(DiscoverySelectors.selectUniqueId(id)));
        if (selectors.isEmpty()) {
            orders.classes().forEach(name -> selectors.add(DiscoverySelectors.selectClass(name)));
        }
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(EngineFilter.excludeEngines("junit-platform-suite"))
                .configurationParameters(orders.settings());
        if (!orders.include().isEmpty()) {
            request.filters(TagFilter.includeTags(orders.include()));
        }
        if (!orders.exclude().isEmpty()) {
            request.filters(TagFilter.excludeTags(orders.exclude()));
        }
        if (!orders.methods().isEmpty()) {
            request.filters(named(orders.methods()));
        }
        return request.build();
    }

    private static PostDiscoveryFilter named(List<String> methods) {
        Set<String> wanted = new HashSet<>(methods);
        return descriptor -> FilterResult.includedIf(TestNames.of(descriptor.getUniqueId(), descriptor.getSource())
                .map(wanted::contains)
                .orElse(descriptor.isContainer()));
    }

    private static void answer(Link link, Thread tests, CapturedOutput output) {
        try {
            while (true) {
                switch (link.receive(Question.class)) {
                    case WHERE -> link.send(new TestEvent.Stacks(stacks(tests), output.soFar(), unfinished()));
                }
            }
        } catch (IOException _) {
            Runtime.getRuntime().halt(OTHER_SIDE_IS_GONE);
        }
    }

    private static String unfinished() {
        return Notes.idOfRunning().map(Notes::sentence).orElse("");
    }

    private static List<Trouble> stacks(Thread tests) {
        List<Trouble> stacks = new ArrayList<>();
        stacks.add(stack(tests, tests.getStackTrace()));
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread != tests && thread != Thread.currentThread()) {
                stacks.add(stack(thread, frames));
            }
        });
        return stacks;
    }

    private static Trouble stack(Thread thread, StackTraceElement[] frames) {
        return new Trouble(thread.getName(), thread.getState().toString(), Troubles.frames(frames), List.of());
    }
}
