/// id: Z4-131
/// title: an absent key is answered with nothing
/// invariant: MODEL
/// exercise: 4.17
/// target: dev.cairn.rpc.rest.Answers#raw
/// killer: dev.cairn.rpc.rest.AnswersTest#an_empty_value_is_an_answer_and_an_absent_key_is_not
///
/// An empty body is all there is to say of an absent key, and of an empty value too. Without the status they are the same.
class Answers {
    static WebAnswer raw(Bytes key, Optional<Bytes> value) {
        Bytes bytes = value.orElse(Bytes.EMPTY);
        String type = Utf8.isText(bytes) ? WebAnswer.TEXT : BYTES;
        return WebAnswer.with(WebAnswer.of(200, type, bytes), "x-content-type-options", "nosniff");
    }
}
