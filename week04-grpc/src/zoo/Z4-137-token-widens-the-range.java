/// id: Z4-137
/// title: a token from elsewhere makes a range wider
/// invariant: MODEL
/// exercise: 4.19
/// target: dev.cairn.rpc.rest.PageQuestion#resumed
/// killer: dev.cairn.rpc.rest.PageQuestionTest#a_page_goes_on_where_its_token_says_and_never_outside_its_range
///
/// A client that asks for two ranges in turn gives the token of one with the other. The token lies before the range, and
/// the answer has rows that nobody has asked for.
class PageQuestion {
    static KeyRange resumed(KeyRange range, Optional<Bytes> token) {
        return new KeyRange(token.or(range::from), range.to());
    }
}
