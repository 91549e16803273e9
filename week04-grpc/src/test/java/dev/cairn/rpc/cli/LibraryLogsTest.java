package dev.cairn.rpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What libraries write, as events of the node.
class LibraryLogsTest {
    private static final Logger LIBRARY = Logger.getLogger("io.grpc.netty.Handler");

    @AfterEach
    void nobody_listens_any_more() {
        LibraryLogs.tellTo(NodeLog.none());
    }

    @Test
    void what_a_library_says_is_an_event_of_one_level_less() {
        KeptLog log = new KeptLog(Level.INFO);
        LibraryLogs.tellTo(log);
        LIBRARY.severe("broken");
        LIBRARY.warning("gone");
        LIBRARY.info("chatter");
        assertThat(log.lines())
                .containsExactly(
                        "ERROR library {\"logger\":\"io.grpc.netty.Handler\",\"message\":\"broken\"}",
                        "INFO library {\"logger\":\"io.grpc.netty.Handler\",\"message\":\"gone\"}");
    }

    @Test
    void what_stands_in_a_message_as_a_parameter_is_put_into_its_place() {
        KeptLog log = new KeptLog(Level.INFO);
        LibraryLogs.tellTo(log);
        LIBRARY.log(java.util.logging.Level.WARNING, "{0} went away after {1} ms", new Object[] {"n2", 17});
        Logger.getLogger("org.jline.reader").warning("no such key");
        assertThat(log.lines())
                .containsExactly(
                        "INFO library {\"logger\":\"io.grpc.netty.Handler\",\"message\":\"n2 went away after 17 ms\"}",
                        "INFO library {\"logger\":\"org.jline.reader\",\"message\":\"no such key\"}");
    }

    @Test
    void the_last_one_that_was_named_is_told_alone() {
        KeptLog before = new KeptLog(Level.DEBUG);
        KeptLog after = new KeptLog(Level.DEBUG);
        LibraryLogs.tellTo(before);
        LibraryLogs.tellTo(after);
        LIBRARY.info("chatter");
        assertThat(before.lines()).isEmpty();
        assertThat(after.lines()).hasSize(1);
    }
}
