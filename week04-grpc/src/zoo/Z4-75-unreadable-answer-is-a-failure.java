/// id: Z4-75
/// title: an answer that cannot be understood is told as a failure
/// invariant: LIN
/// exercise: 4.2
/// seen: own
/// target: dev.cairn.rpc.grpc.Form.Answers#parse
/// killer: dev.cairn.rpc.grpc.ProtocolTest#an_answer_that_cannot_be_understood_is_lost
///
/// The answer is garbage, so something failed. What failed is the reading of the answer: the write was done before the server wrote
/// it.
class Answers {
    @Override
    public Reply parse(InputStream stream) {
        try {
            return form.parse(stream);
        } catch (StoreException.Refused e) {
            return new Reply.Failure(Reason.problemOf(e));
        }
    }
}
