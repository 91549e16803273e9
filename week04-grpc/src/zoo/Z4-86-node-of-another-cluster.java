/// id: Z4-86
/// title: a node does not look at the cluster of who calls
/// invariant: LIN
/// exercise: 4.15
/// seen: own
/// target: dev.cairn.rpc.grpc.PeerStream#objectionTo
/// killer: dev.cairn.rpc.grpc.PeerStreamTest#who_means_another_node_or_belongs_to_another_cluster_is_refused
///
/// A machine of the test environment is set up from an image of production, with its addresses. Its messages arrive, and are
/// believed.
class PeerStream {
    private Optional<String> objectionTo(Frame.Hello hello) {
        if (from != null) {
            return Optional.of("node " + from + " says hello twice in one stream");
        }
        if (!hello.to().equals(self.name())) {
            return Optional.of("this is node " + self + ", and not \"" + hello.to() + "\": give " + hello.from()
                    + " the right address of that node");
        }
        try {
            var _ = NodeId.of(hello.from());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
