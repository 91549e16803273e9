package dev.cairn.sim.canary;

import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.contract.StorePlace;
import java.util.List;
import java.util.function.UnaryOperator;

/// One plausible mistake each, and the rules that must notice it; others may, too.
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state, and the list is a List.of
enum WrongStore {
    DELETE_LEAVES_THE_VALUE(
            in(WrongWrites::deleteLeavesTheValue),
            "a_deleted_key_is_absent",
            "a_batch_does_all_that_it_holds",
            "random_histories_agree_with_the_model"),
    BATCH_IS_APPLIED_ONE_BY_ONE(
            in(WrongWrites::batchIsAppliedOneByOne),
            "a_batch_is_seen_whole_by_two_reads_in_either_order",
            "a_batch_is_seen_whole_by_a_snapshot",
            "a_batch_is_seen_whole_by_a_scan"),
    BATCH_IS_APPLIED_BACKWARDS(
            in(WrongWrites::batchIsAppliedBackwards),
            "of_two_puts_of_a_key_in_a_batch_the_later_wins",
            "a_put_after_a_delete_in_a_batch_wins"),
    FIFTH_OF_FIVE_MUTATIONS_IS_LOST(
            in(WrongWrites::fifthOfFiveMutationsIsLost), "random_histories_agree_with_the_model"),
    EMPTY_VALUE_DELETES(in(WrongWrites::emptyValueDeletes), "an_empty_value_is_a_value_and_no_delete"),
    TOMBSTONE_IS_A_TEXT(in(WrongWrites::tombstoneIsAText), "no_text_is_taken_for_a_delete"),
    LONG_VALUE_IS_CUT(
            in(WrongWrites::longValueIsCut),
            "values_of_every_length_around_a_block_come_back_whole",
            "a_batch_that_spans_many_blocks_arrives_whole"),
    COMPARE_AND_SET_IS_NOT_ATOMIC(
            in(WrongWrites::compareAndSetIsNotAtomic),
            "one_of_racing_threads_wins_an_absent_key",
            "no_increment_by_compare_and_set_is_lost"),
    COMPARE_AND_SET_TAKES_ANYTHING_FOR_ABSENT(
            in(WrongWrites::compareAndSetTakesAnythingForAbsent), "a_present_key_that_is_expected_absent_stays"),
    COMPARE_AND_SET_TAKES_EMPTY_FOR_ABSENT(
            in(WrongWrites::compareAndSetTakesEmptyForAbsent), "an_empty_value_is_not_the_same_as_absent"),
    COMPARE_AND_SET_REACHES_RESERVED_KEYS(
            in(WrongWrites::compareAndSetReachesReservedKeys), "a_reserved_key_cannot_be_set_by_comparison"),
    INTERRUPT_CLOSES_THE_STORE(
            in(WrongWrites::interruptClosesTheStore),
            "an_interrupted_writer_writes_and_stays_interrupted",
            "interrupts_of_waiting_writers_lose_no_write"),
    INTERRUPT_IS_FORGOTTEN(in(WrongWrites::interruptIsForgotten), "an_interrupted_writer_writes_and_stays_interrupted"),
    READ_IS_STALE(in(WrongReads::readIsStale), "the_later_put_wins"),
    UPPER_BOUND_IS_IGNORED(
            in(WrongReads::upperBoundIsIgnored), "the_upper_bound_is_excluded", "bounds_hold_backwards_too"),
    LOWER_BOUND_IS_EXCLUDED(in(WrongReads::lowerBoundIsExcluded), "the_lower_bound_is_included"),
    KEYS_ARE_ORDERED_AS_SIGNED(in(WrongReads::keysAreOrderedAsSigned), "bytes_are_ordered_as_unsigned"),
    SNAPSHOT_SEES_LATER_WRITES(
            in(WrongReads::snapshotSeesLaterWrites), "a_snapshot_reads_the_same_whatever_is_written_later"),
    CURSOR_SEES_LATER_WRITES(
            in(WrongReads::cursorSeesLaterWrites),
            "an_open_cursor_does_not_see_later_writes",
            "random_histories_agree_with_the_model"),
    PREVIOUS_AFTER_NEXT_SKIPS(
            in(WrongReads::previousAfterNextSkips),
            "previous_after_next_is_the_row_before",
            "every_walk_of_eight_steps_is_the_walk_over_a_list"),
    SEEK_ONLY_GOES_FORWARD(in(WrongReads::seekOnlyGoesForward), "seek_goes_back_as_well_as_forward"),
    CLOSED_STORE_ANSWERS(in(WrongReads::closedStoreAnswers), "a_closed_store_says_so_to_every_call"),
    DELETED_KEYS_COME_BACK_WHEN_REOPENED(WrongPlaces::deletedKeysComeBack, "a_reopened_store_has_not_what_was_deleted"),
    LAST_WRITE_IS_LOST_WHEN_REOPENED(WrongPlaces::lastWriteIsLost, "a_reopened_store_holds_what_was_put");

    private final UnaryOperator<StorePlace> mistake;
    private final List<String> killers;

    WrongStore(UnaryOperator<StorePlace> mistake, String... killers) {
        this.mistake = mistake;
        this.killers = List.of(killers);
    }

    /// An empty place for a store with this mistake.
    StorePlace emptyPlace() {
        return mistake.apply(new KeptMemory());
    }

    /// The tests that must fail.
    List<String> killers() {
        return killers;
    }

    /// The mistake is made by the store, in whatever place.
    private static UnaryOperator<StorePlace> in(UnaryOperator<KeyValueStore> mistake) {
        return right -> () -> mistake.apply(right.open());
    }
}
