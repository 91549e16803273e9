/// id: ZC-04
/// title: a failed sync is logged, and the work goes on
/// invariant: DUR, LOUD
/// exercise: none
/// seen: OSDI 2014 (92 % of the catastrophic failures of five distributed systems), pebble 2913606cc, T-17
/// target: dev.cairn.common.env.ChannelFile#force
/// killer: dev.cairn.common.env.ChannelFileTest#every_failure_is_thrown_and_names_the_file
///
/// Nobody above can do much about a failing disk, so it is written to the program's log, where somebody will see
/// it. But the caller takes the return for a promise: it acknowledges what is not durable, and goes on to delete
/// what the new file was to replace.
class ChannelFile {
    private void force(boolean isAll) throws IOException {
        try {
            channel.force(isAll);
        } catch (IOException e) {
            System.getLogger("cairn").log(System.Logger.Level.WARNING, "sync failed: " + path, e);
        }
    }
}
