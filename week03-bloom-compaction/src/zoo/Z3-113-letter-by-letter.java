/// id: Z3-113
/// title: only letters at the same place are compared
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.Spelling#distance
/// killer: dev.cairn.engine.SpellingTest#the_distance_counts_what_is_added_left_out_and_replaced
///
/// One letter that is left out moves all that follow: so `acheBytes` is nine steps from `cacheBytes`, and nothing is
/// suggested for the most usual slip of all.
class Spelling {
    static int distance(String from, String to) {
        int steps = Math.abs(from.length() - to.length());
        for (int i = 0; i < Math.min(from.length(), to.length()); i++) {
            steps += from.charAt(i) == to.charAt(i) ? 0 : 1;
        }
        return steps;
    }
}
