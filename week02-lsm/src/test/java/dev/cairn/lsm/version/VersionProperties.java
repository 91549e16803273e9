package dev.cairn.lsm.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Long histories of edits, beside a model: which tables are there, and what a search in them finds.
@Tag("2.7")
final class VersionProperties {
    private static final int KEYS = 20;
    private static final int EDITS = 40;

    @Property(tries = 200)
    void a_version_has_the_tables_that_its_edits_leave(@ForAll long seed) {
        Model model = new Model(new SplittableRandom(seed));
        for (int i = 0; i < EDITS; i++) {
            model.step();
            assertThat(model.state.version().tables()).containsExactlyInAnyOrderElementsOf(model.tables());
            assertThat(ManifestState.EMPTY.with(model.state.asEdit())).isEqualTo(model.state);
        }
    }

    @Property(tries = 200)
    void a_search_finds_of_each_key_the_newest_entry_that_is_not_too_new(@ForAll long seed) {
        Model model = new Model(new SplittableRandom(seed));
        for (int i = 0; i < EDITS; i++) {
            model.step();
            for (int key = 0; key < KEYS; key++) {
                InternalKey target = InternalKey.search(userKey(key), model.random.nextLong(model.sequence + 2));
                assertThat(model.state.version().get(target, model::get)).isEqualTo(model.newest(target));
            }
        }
    }

    private static Bytes userKey(int key) {
        return Bytes.utf8("key%02d".formatted(key));
    }

    /// A store in small: flushes put tables into level 0, merges take neighbouring levels to the next one.
    private static final class Model {
        private final RandomGenerator random;
        private final Map<Long, List<InternalKey>> contents = new HashMap<>();
        private final Map<Long, TableFile> files = new TreeMap<>();
        private final TreeMap<InternalKey, Boolean> entries = new TreeMap<>();
        private ManifestState state = ManifestState.EMPTY;
        private long number;
        private long sequence;

        Model(RandomGenerator random) {
            this.random = random;
        }

        List<TableFile> tables() {
            return List.copyOf(files.values());
        }

        void step() {
            int level = random.nextInt(Version.LEVELS - 1);
            if (random.nextInt(3) > 0) {
                flush();
            } else if (!state.version().level(level).isEmpty()) {
                merge(level);
            }
        }

        /// The answer that only looks at the entries.
        Lookup newest(InternalKey target) {
            return Optional.ofNullable(entries.ceilingKey(target))
                    .filter(found -> found.userKey().equals(target.userKey()))
                    .map(Model::answer)
                    .orElse(new Lookup.Unknown());
        }

        /// Searches one table.
        Lookup get(TableFile table, InternalKey target) {
            return rowsOf(table).stream()
                    .filter(entry -> entry.compareTo(target) >= 0)
                    .findFirst()
                    .filter(found -> found.userKey().equals(target.userKey()))
                    .map(Model::answer)
                    .orElse(new Lookup.Unknown());
        }

        private void flush() {
            TreeMap<InternalKey, Boolean> rows = new TreeMap<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                sequence++;
                long tag = random.nextInt(4) == 0 ? EntryTag.ofDelete(sequence) : EntryTag.ofPut(sequence);
                rows.put(InternalKey.of(userKey(random.nextInt(KEYS)), tag), true);
            }
            entries.putAll(rows);
            VersionEdit.Builder edit =
                    VersionEdit.builder().lastSequence(sequence).logNumber(number);
            edit.add(0, table(List.copyOf(rows.keySet())));
            apply(edit.build());
        }

        /// Everything in `level` and the next one becomes one run of the next, cut anywhere, also between two
        /// entries of one key.
        private void merge(int level) {
            List<CompactionPlan.Input> inputs = new ArrayList<>();
            for (int each = level; each <= level + 1; each++) {
                for (TableFile table : state.version().level(each)) {
                    inputs.add(new CompactionPlan.Input(each, table));
                }
            }
            List<InternalKey> rows = inputs.stream()
                    .flatMap(input -> rowsOf(input.table()).stream())
                    .sorted()
                    .toList();
            List<TableFile> outputs = new ArrayList<>();
            for (int from = 0, to; from < rows.size(); from = to) {
                to = Math.min(rows.size(), from + 1 + random.nextInt(5));
                outputs.add(table(rows.subList(from, to)));
            }
            inputs.forEach(input -> files.remove(input.table().number()));
            apply(CompactionPlan.merge(inputs, level + 1)
                    .withPointer(level, rows.getLast())
                    .edit(outputs));
        }

        private List<InternalKey> rowsOf(TableFile table) {
            return contents.getOrDefault(table.number(), List.of());
        }

        private TableFile table(List<InternalKey> rows) {
            number++;
            TableFile table = new TableFile(number, rows.size(), rows.getFirst(), rows.getLast());
            contents.put(number, rows);
            files.put(number, table);
            return table;
        }

        private void apply(VersionEdit edit) {
            state = state.with(VersionEditFormat.decode(VersionEditFormat.encode(edit.withNextFileNumber(number + 1))));
        }

        private static Lookup answer(InternalKey found) {
            return EntryTag.isPut(found.tag()) ? new Lookup.Found(found.encoded()) : new Lookup.Deleted();
        }
    }
}
