/// id: Z3-161
/// title: after two billion blocks the number spills into the name
/// invariant: BOUND
/// exercise: 3.13
/// seen: own
/// target: dev.cairn.cache.Ghosts#remember
/// killer: dev.cairn.cache.GhostsTest#who_comes_after_the_first_two_billion_is_recalled_too
///
/// An int becomes a long, and its sign with it: thirty-two bits of ones over the name. The ghosts know nobody from then on, and
/// no get is ever wrong.
class Ghosts {
    void remember(long hash) {
        remembered++;
        slots[slot(hash)] = ((long) name(hash) << Integer.SIZE) | remembered;
    }
}
