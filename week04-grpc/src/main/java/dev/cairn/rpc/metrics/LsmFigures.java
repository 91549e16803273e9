package dev.cairn.rpc.metrics;

import dev.cairn.engine.EngineStats;
import dev.cairn.lsm.LsmStats;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What a log-structured merge tree holds and has done, its log included.
///
/// The tables below are in the order of the page of docs: what is in memory, what is on disk, what the
/// background does, what reads cost; last the names under which other stores of this kind know some of
/// the same. Stateless.
final class LsmFigures {
    private static final List<Figure<LsmStats>> HELD = List.of(
            Figure.gauge(
                    "cairn_lsm_memtable_bytes", "What memtables take, frozen ones included.", LsmStats::memoryBytes),
            Figure.gauge(
                    "cairn_lsm_memtable_entries",
                    "Changes in memtables, frozen ones included.",
                    LsmStats::memoryEntries),
            Figure.gauge("cairn_lsm_memtables_frozen", "Memtables that wait for their flush.", LsmStats::frozen),
            Figure.gauges("cairn_lsm_tables", "Tables of a level.", byLevel(LsmStats.Level::tables)),
            Figure.gauges("cairn_lsm_table_bytes", "Length of the tables of a level.", byLevel(LsmStats.Level::bytes)),
            Figure.gauge("cairn_lsm_manifest_bytes", "Length of the manifest.", LsmStats::manifestBytes),
            Figure.gauge("cairn_lsm_sequence", "Sequence number of the last change.", LsmStats::sequence),
            Figure.gauge(
                    "cairn_lsm_flushed_sequence",
                    "Sequence number up to which nothing is in memory only.",
                    LsmStats::flushedSequence),
            Figure.gauge("cairn_lsm_snapshots", "Moments at which somebody still reads.", LsmStats::snapshots),
            Figure.gauge(
                    "cairn_lsm_row_directory_bytes",
                    "Memory that directories of rows take.",
                    LsmStats::rowDirectoryBytes));

    private static final List<Figure<LsmStats>> DONE = List.of(
            Figure.counter("cairn_lsm_flushes_total", "Memtables that became tables.", LsmStats::flushes),
            Figure.counter(
                    "cairn_lsm_flush_failures_total",
                    "Flushes that could not be finished.",
                    lsm -> lsm.flushFailures().count()),
            Figure.counter(
                    "cairn_lsm_compactions_total",
                    "Merges of tables that were finished.",
                    lsm -> lsm.compactions().merges()),
            Figure.counter(
                    "cairn_lsm_compaction_failures_total",
                    "Merges of tables that could not be finished.",
                    lsm -> lsm.compactionFailures().count()),
            Figure.counter(
                    "cairn_lsm_moves_total",
                    "Tables that changed their level as they were.",
                    lsm -> lsm.compactions().moves()),
            Figure.counter(
                    "cairn_lsm_compaction_read_bytes_total",
                    "Length of the tables that were merged.",
                    lsm -> lsm.compactions().counts().bytesRead()),
            Figure.counter(
                    "cairn_lsm_compaction_written_bytes_total",
                    "Length of the tables that came of merges.",
                    lsm -> lsm.compactions().counts().bytesWritten()),
            Figure.gauge(
                    "cairn_lsm_compaction_reclaimed_bytes",
                    "By how much merges have made the tables smaller, below zero if larger.",
                    lsm -> lsm.compactions().counts().bytesReclaimed()),
            Figure.counter(
                    "cairn_lsm_keys_dropped_total",
                    "Entries that merges have left out, because nobody can see them any more.",
                    lsm -> lsm.compactions().counts().entriesDropped()),
            Figure.gauge(
                    "cairn_lsm_unreadable_tables",
                    "Tables in which a merge has met damage.",
                    lsm -> lsm.compactions().unreadable().size()),
            Figure.counter(
                    "cairn_lsm_write_stalls_total",
                    "How often writers had to wait a millisecond for a flush.",
                    LsmStats::stalls),
            Figure.counter(
                    "cairn_lsm_write_pauses_total",
                    "How often writers had to wait a millisecond for merges.",
                    LsmStats::pauses));

    private static final List<Figure<LsmStats>> READ = List.of(
            Figure.counter(
                    "cairn_lsm_filter_checks_total",
                    "How often the filter of a table was asked for a key.",
                    lsm -> lsm.reads().filterChecks()),
            Figure.counter(
                    "cairn_lsm_filter_denials_total",
                    "How often a filter said no, and nothing was read.",
                    lsm -> lsm.reads().filterDenials()),
            Figure.counter(
                    "cairn_lsm_filter_mistakes_total",
                    "How often a filter said maybe, and the table did not have the key.",
                    lsm -> lsm.reads().filterMistakes()),
            Figure.counter(
                    "cairn_lsm_blocks_searched_total",
                    "In how many blocks of data a get looked for its key.",
                    lsm -> lsm.reads().blocks()),
            Figure.counter(
                    "cairn_lsm_cache_hits_total",
                    "Blocks that the cache had.",
                    lsm -> lsm.cache().hits()),
            Figure.counter(
                    "cairn_lsm_cache_misses_total",
                    "Blocks that the cache did not have.",
                    lsm -> lsm.cache().misses()),
            Figure.counter(
                    "cairn_lsm_cache_evictions_total",
                    "Blocks that had to leave the cache to make room.",
                    lsm -> lsm.cache().evictions()),
            Figure.gauge(
                    "cairn_lsm_cache_blocks",
                    "Blocks in the cache.",
                    lsm -> lsm.cache().blocks()),
            Figure.gauge(
                    "cairn_lsm_cache_bytes",
                    "What the blocks in the cache take.",
                    lsm -> lsm.cache().bytes()),
            Figure.gauge(
                    "cairn_lsm_cache_limit_bytes",
                    "What the blocks in the cache may take.",
                    lsm -> lsm.cache().bytesMax()));

    private static final List<Figure<EngineStats>> WEIGHED = List.of(
            Figure.gauge(
                    "cairn_lsm_write_amplification_ratio",
                    "How often a byte that was flushed has been written to tables.",
                    EngineStats::writeAmplification),
            Figure.gauge(
                    "cairn_lsm_read_amplification_tables",
                    "How many tables a get may have to ask.",
                    EngineStats::readAmplification),
            Figure.gauge(
                    "cairn_lsm_space_amplification_ratio",
                    "How many times as long all tables are as those of the deepest level.",
                    EngineStats::spaceAmplification));

    private static final List<Figure<LsmStats>> SEEDS = List.of(
            Figure.counter(
                    "cairn_memtable_hits_total",
                    "Gets that found a value in memory.",
                    lsm -> lsm.gets().inMemory()),
            Figure.counter(
                    "cairn_sstable_hits_total",
                    "Gets that found a value in a table.",
                    lsm -> lsm.gets().inTables()),
            Figure.counter(
                    "cairn_sstable_miss_total",
                    "Gets that found no value, neither in memory nor in a table.",
                    lsm -> lsm.gets().absent()),
            Figure.counter(
                    "cairn_bloom_saved_total",
                    "Reads that a filter has spared.",
                    lsm -> lsm.reads().filterDenials()),
            Figure.counter(
                    "cairn_disk_reads_total",
                    "Blocks that were taken from table files and not from the cache.",
                    lsm -> lsm.gets().blocksRead()),
            Figure.counter("cairn_flushes_total", "Memtables that became tables.", LsmStats::flushes),
            Figure.counter(
                    "cairn_compactions_total",
                    "Merges of tables that were finished.",
                    lsm -> lsm.compactions().merges()));

    static final List<Figure<EngineStats>> ALL = Stream.of(
                    WEIGHED.stream(),
                    Stream.of(HELD, DONE, READ, SEEDS).flatMap(List::stream).map(figure -> figure.in(EngineStats::lsm)),
                    WalFigures.ALL.stream().map(figure -> figure.in((EngineStats stats) -> WalFigures.of(stats.lsm()))))
            .flatMap(Function.identity())
            .toList();

    private LsmFigures() {}

    private static Function<LsmStats, Map<Labels, Double>> byLevel(ToDoubleFunction<LsmStats.Level> figure) {
        return lsm -> {
            Map<Labels, Double> levels = new TreeMap<>();
            lsm.levels()
                    .forEach(level ->
                            levels.put(Labels.of("level", String.valueOf(levels.size())), figure.applyAsDouble(level)));
            return levels;
        };
    }
}
