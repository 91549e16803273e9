/// id: Z4-96
/// title: who takes events slowly gets them all, later
/// invariant: BOUND
/// exercise: 4.20
/// target: dev.cairn.web.EventStream#offer
/// killer: dev.cairn.web.EventStreamsTest#who_is_slow_gets_the_newest_of_each_name_and_nothing_piles_up
///
/// A queue, so that nothing is lost. A page in a tab that nobody looks at takes nothing for a day; for each of them the
/// node keeps a day of samples, and the page shows them one after another when it wakes up.
class EventStream {
    void offer(String name, Bytes event) {
        lock.lock();
        try {
            waiting.put(name + "#" + waiting.size(), event);
            news.signal();
        } finally {
            lock.unlock();
        }
    }
}
