package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The tables that make up the store at one moment, level by level.
///
/// ```
///   level 0   │ 12: c─────────p │  9: a────────n │  8: b──────z │     as flushed, newest first; ranges overlap
///   level 1   │  5: a──c │  6: d────k │ 11: m──p │                   sorted by key; ranges are disjoint
///   level 2   │  1: a─b │ 2: c───f │ 3: g─────o │ 4: p───z │          the same
/// ```
///
/// 1. Of two entries of one key, the newer is never in a deeper level than the older, and within level 0 never in
///    the table with the smaller number. So the first table that knows anything of a key knows the newest.
/// 2. In level 1 and below each table ends before the next begins, by *internal* key: two tables may share a user
///    key at their border, the newer entries in the first of them. So of each level one table at most is asked.
/// 3. No number is there twice.
///
/// A version never changes; an edit makes another one of it, and whoever reads in this one is not disturbed.
/// Immutable. LevelDB `doc/impl.md`.
public final class Version {
    /// Number of levels.
    public static final int LEVELS = 7;

    /// The version without tables.
    public static final Version EMPTY = new Version(Collections.nCopies(LEVELS, List.of()), Map.of());

    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Comparator<TableFile> NEWEST_FIRST =
            Comparator.comparingLong(TableFile::number).reversed();
    private static final Comparator<TableFile> BY_KEY = Comparator.comparing(TableFile::smallest);

    private final List<List<TableFile>> levels;
    private final Map<Integer, InternalKey> pointers;

    private Version(List<List<TableFile>> levels, Map<Integer, InternalKey> pointers) {
        this.levels = List.copyOf(levels);
        this.pointers = Collections.unmodifiableMap(new TreeMap<>(pointers));
    }

    /// Asks one table for a key.
    @FunctionalInterface
    public interface TableSearch {
        /// What `table` knows of the user key of `target`: of its entries no newer than `target`, the newest.
        Lookup get(TableFile table, InternalKey target);
    }

    /// An edit that does not fit the version to which it was to be applied. Where edits are read, the reader
    /// turns this into a `StoreException.Corrupt`; where they are made, it is a bug.
    public static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String expected;
        private final String actual;

        Conflict(String expected, String actual) {
            super("expected " + expected + ", found " + actual);
            this.expected = expected;
            this.actual = actual;
        }

        /// What would have fitted.
        public String expected() {
            return expected;
        }

        /// What the edit says instead.
        public String actual() {
            return actual;
        }
    }

    /// The tables of one level: of level 0 the newest first, of the others in the order of their keys.
    public List<TableFile> level(int level) {
        return levels.get(level);
    }

    /// All tables.
    public Stream<TableFile> tables() {
        return levels.stream().flatMap(List::stream);
    }

    /// Sum of the lengths of the tables of one level.
    public long bytes(int level) {
        return level(level).stream().mapToLong(TableFile::bytes).sum();
    }

    /// Where the next compaction of `level` goes on: behind this key, if there has been one.
    public Optional<InternalKey> pointer(int level) {
        return Optional.ofNullable(pointers.get(level));
    }

    /// The tables of `level` in whose range some user key from that of `first` to that of `last` lies.
    public List<TableFile> overlapping(int level, InternalKey first, InternalKey last) {
        return level(level).stream()
                .filter(table -> table.overlaps(first, last))
                .toList();
    }

    /// What the tables know of the user key of `target`: of its entries no newer than `target`, the newest.
    ///
    /// Tables are asked from the newest to the oldest, and the first that knows anything has the answer
    /// (invariant 1): level 0 in its order, of these only the tables that [TableFile#covers] the key; then of
    /// each deeper level the first table that does not end before `target` ([#firstEndingAtOrAfter]), if it
    /// covers the key. Where none knows the key, neither do the tables.
    ///
    /// No other table is asked, for each costs a search on disk.
    @Exercise("2.7")
    public Lookup get(InternalKey target, TableSearch search) {
        for (TableFile table : level(0)) {
            Lookup known = table.covers(target) ? search.get(table, target) : UNKNOWN;
            if (isAnswer(known)) {
                return known;
            }
        }
        for (int level = 1; level < LEVELS; level++) {
            List<TableFile> tables = level(level);
            int index = firstEndingAtOrAfter(tables, target);
            boolean isCovered = index < tables.size() && tables.get(index).covers(target);
            Lookup known = isCovered ? search.get(tables.get(index), target) : UNKNOWN;
            if (isAnswer(known)) {
                return known;
            }
        }
        return UNKNOWN;
    }

    /// The tables that [#get] asks, in its order, if none of them knows the key.
    public List<TableFile> tablesFor(InternalKey target) {
        List<TableFile> asked = new ArrayList<>();
        get(target, (table, _) -> {
            asked.add(table);
            return UNKNOWN;
        });
        return asked;
    }

    /// The index of the first of `tables`, which are sorted and disjoint, whose last key is at or after `target`;
    /// their number, if there is none. A level may have ten thousand tables: they are searched by halves.
    @Exercise("2.7")
    public static int firstEndingAtOrAfter(List<TableFile> tables, InternalKey target) {
        int low = 0;
        int high = tables.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tables.get(middle).largest().compareTo(target) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The version that `edit` makes of this one. Only tables and pointers count here; the numbers are
    /// [ManifestState]'s.
    ///
    /// In each level, first what is deleted goes, then what is added comes ([#edited]). A pointer replaces that
    /// of its level, the last one wins.
    ///
    /// Whether each number is there only once can be asked when all levels are there
    /// ([#requireDistinct]); if no table is added, nothing has changed in that.
    ///
    /// @throws Conflict if a table to be deleted is not in its level; if a number would be there twice, in one
    ///     level or in two; or if two tables of a level below 0 would overlap
    @Exercise("2.7")
    public Version withEdit(VersionEdit edit) {
        List<List<TableFile>> next = new ArrayList<>(LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            next.add(edited(level, edit));
        }
        if (!edit.added().isEmpty()) {
            requireDistinct(next);
        }
        Map<Integer, InternalKey> moved = new TreeMap<>(pointers);
        edit.pointers().forEach(pointer -> moved.put(pointer.level(), pointer.key()));
        return new Version(next, moved);
    }

    /// The tables of one level after `edit`, in the order of the level: [#NEWEST_FIRST] in level 0, [#BY_KEY] in the
    /// others. A level that the edit does not touch stays the list that it is.
    ///
    /// Each table to be deleted must have been there ([#requireDeleted]), and is looked for before others
    /// are added: an edit may put a table in the place of one of the same number. Below level 0 no two may
    /// overlap ([#requireDisjoint]).
    @Exercise("2.7")
    private List<TableFile> edited(int level, VersionEdit edit) {
        List<Long> deleted = edit.deleted().stream()
                .filter(each -> each.level() == level)
                .map(VersionEdit.Deleted::number)
                .toList();
        List<TableFile> added = edit.added().stream()
                .filter(each -> each.level() == level)
                .map(VersionEdit.Added::table)
                .toList();
        if (deleted.isEmpty() && added.isEmpty()) {
            return level(level);
        }
        List<TableFile> tables = new ArrayList<>(level(level));
        deleted.forEach(number -> requireDeleted(tables.removeIf(table -> table.number() == number), level, number));
        tables.addAll(added);
        tables.sort(level == 0 ? NEWEST_FIRST : BY_KEY);
        if (level > 0) {
            requireDisjoint(level, tables);
        }
        return List.copyOf(tables);
    }

    private static void requireDeleted(boolean wasThere, int level, long number) {
        if (!wasThere) {
            throw new Conflict("table " + number + " in level " + level + ", to be deleted", "none of that number");
        }
    }

    private static void requireDisjoint(int level, List<TableFile> tables) {
        for (int i = 1; i < tables.size(); i++) {
            TableFile left = tables.get(i - 1);
            TableFile right = tables.get(i);
            if (left.largest().compareTo(right.smallest()) >= 0) {
                throw new Conflict(
                        right + " of level " + level + " to begin behind " + left.largest() + ", where " + left
                                + " ends",
                        "that it begins at " + right.smallest());
            }
        }
    }

    private static void requireDistinct(List<List<TableFile>> levels) {
        Map<Long, Integer> found = new TreeMap<>();
        for (int level = 0; level < LEVELS; level++) {
            for (TableFile table : levels.get(level)) {
                Integer other = found.put(table.number(), level);
                if (other != null) {
                    throw new Conflict(table + " once", "it in level " + other + " and in level " + level);
                }
            }
        }
    }

    private static boolean isAnswer(Lookup lookup) {
        return !(lookup instanceof Lookup.Unknown);
    }

    /// Refuses what is not the number of a level.
    public static void requireLevel(int level) {
        Check.argument(level >= 0 && level < LEVELS, "no level is %s", level);
    }

    /// What of all this an edit can tell, as parts of `edit`: every table is added, every pointer set.
    void describeTo(VersionEdit.Builder edit) {
        pointers.forEach(edit::pointer);
        for (int level = 0; level < LEVELS; level++) {
            for (TableFile table : level(level)) {
                edit.add(level, table);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && levels.equals(that.levels) && pointers.equals(that.pointers);
    }

    @Override
    public int hashCode() {
        return 31 * levels.hashCode() + pointers.hashCode();
    }

    /// For messages: the numbers of the tables of each level (`0: 12 9 8, 1: 5 6`).
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < LEVELS; level++) {
            if (!level(level).isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ").append(level).append(':');
                level(level).forEach(table -> text.append(' ').append(table.number()));
            }
        }
        return text.isEmpty() ? "no tables" : text.toString();
    }
}
