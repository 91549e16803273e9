/// id: Z4-73
/// title: what the store itself does not know is told as a failure
/// invariant: LIN
/// exercise: 4.1
/// seen: own
/// target: dev.cairn.rpc.call.Reason#problemOf
/// killer: dev.cairn.rpc.call.ReasonTest#each_failure_of_a_store_has_its_reason_and_keeps_its_words
///
/// The disk failed while the log was synced: the store does not know whether the write will be there after a restart, and says so.
/// The server tells its client "failed", which means "not done".
enum Reason {
    ;

    public static Problem problemOf(StoreException failure) {
        Reason reason = switch (failure) {
            case StoreException.Refused _ -> REFUSED;
            case StoreException.Closed _, StoreException.Locked _, StoreException.Unavailable _ -> UNAVAILABLE;
            case StoreException.ReadOnly _ -> READ_ONLY;
            case StoreException.UnknownOutcome _, StoreException.Failed _ -> FAILED;
            case StoreException.Corrupt _ -> CORRUPT;
        };
        return new Problem(reason, String.valueOf(failure.getMessage()), elsewhere(failure));
    }
}
