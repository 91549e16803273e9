/// id: Z3-121
/// title: a sum that does not fit wraps around
/// invariant: LOUD
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.Counters#add
/// killer: dev.cairn.typed.CountersTest#a_sum_that_does_not_fit_is_told_and_changes_nothing
///
/// In Java the sum of two longs is always a long. The counter that was the largest number there is becomes the smallest,
/// and whoever counted is told that it went well.
class Counters {
    public Increment add(K key, long delta) {
        for (int attempt = 1; attempt <= numbers.attemptsMax(); attempt++) {
            Optional<Long> before = numbers.get(key);
            long sum = before.orElse(0L) + delta;
            if (numbers.compareAndSet(key, before, Optional.of(sum))) {
                return new Increment.Counted(sum, attempt);
            }
        }
        return new Increment.Contended(numbers.attemptsMax());
    }
}
