package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Events for whoever looks on, as server-sent events: what a browser reads with `new EventSource(path)`.
///
/// An event is news, and only the newest of a name is: who takes them slowly misses some, and has never
/// more than one of each name waiting. So neither the one who tells them waits for anybody, nor does
/// anything pile up. Who comes later gets the newest of each name at once.
///
/// ```
///   handler:   _ -> events.answer()
///   producer:  events.tell("sample", json)
/// ```
///
/// A server that closes waits for what is under way, and streams do not end by themselves: so these are
/// closed before it is.
///
/// Thread-safe. WHATWG HTML, section 9.2.
public final class EventStreams implements AutoCloseable {
    /// How many may look on at the same time, unless told otherwise.
    public static final int STREAMS_MAX = 64;

    /// After how much silence a client is told that the node is still there, unless told otherwise.
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final int streamsMax;
    private final Duration heartbeat;
    private final Map<String, Bytes> newest = new LinkedHashMap<>();
    private final Set<EventStream> streams = new LinkedHashSet<>();
    private boolean isClosed;

    /// Nobody looks on, and nothing was told.
    ///
    /// @param streamsMax how many may look on at the same time
    /// @param heartbeat after how much silence a stream sends a comment; a proxy, or the client's end of a
    ///     dead connection, is so found
    public EventStreams(int streamsMax, Duration heartbeat) {
        Check.argument(streamsMax > 0, "%s streams are not enough for one", streamsMax);
        Check.argument(heartbeat.isPositive(), "a heartbeat of %s has no pause", heartbeat);
        this.streamsMax = streamsMax;
        this.heartbeat = heartbeat;
    }

    /// With the usual limits.
    public static EventStreams open() {
        return new EventStreams(STREAMS_MAX, HEARTBEAT);
    }

    /// The answer to somebody who wants to look on.
    ///
    /// @throws WebFailure BUSY if too many do, UNAVAILABLE if these are closed
    public synchronized WebAnswer.Stream answer() {
        if (isClosed) {
            throw WebFailure.closing();
        }
        if (streams.size() >= streamsMax) {
            throw new WebFailure(
                    429,
                    "BUSY",
                    streamsMax + " look on already, which is the most: close a page, or look again later",
                    Map.of("retry-after", "5"));
        }
        EventStream stream = new EventStream(heartbeat, newest, this::forget);
        streams.add(stream);
        return new WebAnswer.Stream(200, Map.of("content-type", "text/event-stream"), stream);
    }

    /// Tells everybody an event. It waits for nobody. Nothing is told once these are closed.
    ///
    /// @param name what kind of event, on one line
    /// @param data in any lines; JSON, mostly
    public synchronized void tell(String name, String data) {
        boolean isOneLine = name.indexOf('\n') < 0 && name.indexOf('\r') < 0;
        Check.argument(!name.isEmpty() && isOneLine, "\"%s\" is no name of an event", name);
        Bytes event = event(name, data);
        newest.put(name, event);
        List.copyOf(streams).forEach(stream -> stream.offer(name, event));
    }

    /// How many look on.
    public synchronized int count() {
        return streams.size();
    }

    /// Ends all streams, as soon as their clients have taken what was told before. Closing twice is the
    /// same as once.
    @Override
    public void close() {
        List<EventStream> open;
        synchronized (this) {
            isClosed = true;
            open = List.copyOf(streams);
        }
        open.forEach(EventStream::close);
    }

    private synchronized void forget(EventStream stream) {
        streams.remove(stream);
    }

    private static Bytes event(String name, String data) {
        StringBuilder text = new StringBuilder("event: ").append(name).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return Bytes.utf8(text.append('\n').toString());
    }
}
