/// id: Z3-112
/// title: the first name that is near enough is suggested
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.Spelling#nearest
/// killer: dev.cairn.engine.SpellingTest#the_nearest_is_suggested_and_not_the_first_that_is_near_enough
///
/// `level0Stap` is one step from `level0Stop` and two from `level0Slow`, and which of them comes first has nothing to do with
/// what somebody meant.
class Spelling {
    static Optional<String> nearest(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> typed.length() <= LENGTH_MAX
                        && distance(plain(typed), plain(name)) <= Math.max(2, name.length() / 3))
                .findFirst();
    }
}
