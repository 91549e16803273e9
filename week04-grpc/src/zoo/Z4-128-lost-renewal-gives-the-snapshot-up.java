/// id: Z4-128
/// title: one renewal that is lost gives the snapshot up
/// invariant: LIVE
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.SnapshotLease.Renewal#step
/// killer: dev.cairn.rpc.SnapshotLeaseTest#a_renewal_that_is_lost_is_no_reason_to_give_the_snapshot_up
///
/// A renewal that failed is a snapshot that is gone. Two of three may be lost, and that was the reason to renew it so often; now
/// one message that does not arrive ends a backup of an hour.
class Renewal {
    public Next step() {
        if (isGone || core.isShutDown()) {
            return Job.done();
        }
        if (isBegun) {
            var _ = told(new Request.RenewSnapshot(snapshot)).whenComplete((_, failure) -> {
                isGone |= failure != null;
            });
        }
        isBegun = true;
        return Job.after(pause);
    }
}
