package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `put`, `get` and `delete`.
class KeyCommandsTest {
    @TempDir
    private Path top;

    private Path dir;

    @org.junit.jupiter.api.BeforeEach
    void name_a_directory() {
        dir = top.resolve("d");
    }

    @Test
    void put_is_silent_and_get_prints_the_value_and_a_newline() {
        CairnRun.db("put", "--dir", dir, "greeting", "hello, world").prints("");
        CairnRun.db("get", "--dir", dir, "greeting").prints("hello, world\n");
    }

    @Test
    void get_prints_the_raw_bytes() {
        CairnRun.db("put", "--dir", dir, "--hex", "00ff", "ff000a09").succeeds();
        assertThat(CairnRun.db("get", "--dir", dir, "--hex", "00ff").out()).isEqualTo("ff000a09\n");

        CairnRun.db("put", "--dir", dir, "--hex", "6b", "ff000a09").succeeds();
        assertThat(CairnRun.db("get", "--dir", dir, "k").outBytes().toArray()).containsExactly(0xff, 0, 10, 9, 10);
    }

    @Test
    void get_prints_the_row_as_json() {
        CairnRun.db("put", "--dir", dir, "grün", "a\"b").succeeds();
        CairnRun.db("get", "--dir", dir, "--json", "grün").prints("{\"key\":\"grün\",\"value\":\"a\\\"b\"}\n");
    }

    @Test
    void an_empty_key_and_an_empty_value_are_a_row() {
        CairnRun.db("put", "--dir", dir, "", "").succeeds();
        CairnRun.db("get", "--dir", dir, "").prints("\n");
    }

    @Test
    void a_value_with_spaces_and_quotes_is_kept_as_it_is() {
        CairnRun.db("put", "--dir", dir, "user:7", "{\"name\": \"Ada Lovelace\"}")
                .succeeds();
        CairnRun.db("get", "--dir", dir, "user:7").prints("{\"name\": \"Ada Lovelace\"}\n");
    }

    @Test
    void what_begins_with_a_dash_can_be_put() {
        CairnRun.db("put", "--dir", dir, "--", "-k", "-5").succeeds();
        CairnRun.db("get", "--dir", dir, "--", "-k").prints("-5\n");
    }

    @Test
    void the_last_put_wins() {
        CairnRun.db("put", "--dir", dir, "k", "1").succeeds();
        CairnRun.db("put", "--dir", dir, "k", "2").succeeds();
        CairnRun.db("get", "--dir", dir, "k").prints("2\n");
    }

    @Test
    void an_absent_key_is_exit_code_one() {
        CairnRun.db("put", "--dir", dir, "k", "v").succeeds();
        CairnRun.db("get", "--dir", dir, "nope\n").fails(1, "key \"nope\\x0a\" is not found");
    }

    @Test
    void a_deleted_key_is_not_found() {
        CairnRun.db("put", "--dir", dir, "k", "v").succeeds();
        CairnRun.db("delete", "--dir", dir, "k").prints("");
        CairnRun.db("get", "--dir", dir, "k").fails(1, "key \"k\" is not found");
    }

    @Test
    void to_delete_an_absent_key_is_no_error() {
        CairnRun.db("put", "--dir", dir, "k", "v").succeeds();
        CairnRun.db("delete", "--dir", dir, "--hex", "ff").prints("");
    }

    @Test
    void the_environment_names_the_directory_unless_the_option_does() {
        Map<String, String> environment = Map.of("CAIRN_DIR", dir.toString());
        CairnRun.dbWith(environment, "put", "k", "v").succeeds();
        CairnRun.dbWith(environment, "get", "k").prints("v\n");

        Path other = top.resolve("other");
        CairnRun.dbWith(environment, "put", "--dir", other, "k", "w").succeeds();
        CairnRun.dbWith(environment, "get", "k").prints("v\n");
        CairnRun.db("get", "--dir", other, "k").prints("w\n");
    }

    @Test
    void each_sync_policy_keeps_what_was_put() {
        for (String policy : new String[] {"always", "never", "every=10ms", "every=1s"}) {
            CairnRun.db("put", "--dir", dir, "--sync", policy, policy, "v").succeeds();
            CairnRun.db("get", "--dir", dir, policy).prints("v\n");
        }
    }

    @Test
    void to_read_changes_nothing_on_disk() {
        CairnRun.db("put", "--dir", dir, "--sync", "never", "k", "v").succeeds();
        Contents before = Contents.of(dir);

        CairnRun.db("get", "--dir", dir, "k").succeeds();
        CairnRun.db("scan", "--dir", dir).succeeds();
        CairnRun.db("dump", "--dir", dir).succeeds();
        CairnRun.db("stats", "--dir", dir).succeeds();
        CairnRun.db("verify", "--dir", dir).succeeds();

        assertThat(Contents.of(dir)).isEqualTo(before);
    }
}
