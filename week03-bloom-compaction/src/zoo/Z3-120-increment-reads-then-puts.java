/// id: Z3-120
/// title: an increment reads, adds and puts
/// invariant: MODEL
/// exercise: 3.17
/// seen: own; the lost update of every counter that is read and written back
/// target: dev.cairn.typed.Counters#add
/// killer: dev.cairn.typed.CountersTest#what_somebody_else_counted_in_between_is_not_lost
///
/// A single thread counts right, however long it counts. What another one wrote between the two calls is overwritten.
class Counters {
    public Increment add(K key, long delta) {
        long number = numbers.getOrDefault(key, 0L);
        long sum = number + delta;
        if (((number ^ sum) & (delta ^ sum)) < 0) {
            return new Increment.Overflow(number, delta);
        }
        numbers.put(key, sum);
        return new Increment.Counted(sum, 1);
    }
}
