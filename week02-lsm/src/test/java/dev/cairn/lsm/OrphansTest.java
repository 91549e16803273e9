package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which files an opening removes before it reads anything.
@Tag("2.13")
final class OrphansTest {
    private final LsmPlace place = LsmPlace.empty();

    @BeforeEach
    void makeDirectory() throws IOException {
        place.disk().makeDirectory();
        place.put("000003.log", utf8("a segment"));
    }

    @Test
    void the_beginnings_of_a_side_file_and_of_a_segment_are_removed() {
        place.put("CAIRN.tmp", utf8("half"));
        place.put("000004.log.tmp", utf8("half"));
        Orphans.removeHalfDone(place.disk());
        assertThat(place.names()).containsExactly("000003.log");
    }

    @Test
    void what_has_another_name_is_left_to_others() {
        List<String> others = List.of(
                "000005.dbtmp",
                "000006.sst",
                "000007.sst.tmp",
                "CURRENT.tmp",
                "log.tmp",
                "notes.tmp",
                ".tmp",
                "x.log.tmp");
        for (String name : others) {
            place.put(name, utf8("somebody's"));
        }
        Orphans.removeHalfDone(place.disk());
        assertThat(place.names()).containsAll(others);
    }
}
