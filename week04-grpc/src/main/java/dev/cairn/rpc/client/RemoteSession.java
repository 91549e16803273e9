package dev.cairn.rpc.client;

import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/// Where writes get their ids from: one session at a time, opened when the first write wants an id.
///
/// Writes wait while the session is being opened, once for all of them, and while all its slots are in use:
/// first comes who has the nearest deadline, and of those with the same one who began to wait first. A
/// session that the server does not know any more is forgotten; the next write that wants an id has another
/// one opened. A new client begins with none: ids of a client that died are never used again, because nobody
/// knows how far it had counted.
///
/// Nothing is sent and no waiter is told under the lock. Thread-safe.
final class RemoteSession {
    private final Sending sending;
    private final Opening opening;
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>();
    private Optional<Slots> slots = Optional.empty();
    private long tickets;
    private boolean isOpening;
    private boolean isGiving;
    private boolean isEnded;
    private Optional<Watch> watch = Optional.empty();

    /// A write that wants an id.
    interface Waiter {
        /// When it stops waiting, by the clock.
        long deadlineNanos();

        /// It has one now, until [RemoteSession#release].
        void begin(RequestId id);

        /// It will get none, because no session can be opened, or because of a bug.
        void end(Throwable verdict);

        /// It will get none, for this reason.
        void giveUp(Ending ending);
    }

    /// Asks a server for a session, with retries.
    @FunctionalInterface
    interface Opening {
        /// Begins to ask, and tells what came of it.
        void open(Opened then);
    }

    /// What came of asking.
    interface Opened {
        /// There is a session.
        void opened(Reply.SessionOpened session);

        /// There is none.
        void failed(Throwable why);
    }

    /// A place in the queue, which goes by deadlines. (Of two times of a clock the later one is not always
    /// the larger number: their difference says which it is.)
    private record Waiting(long deadlineNanos, long ticket, Waiter waiter) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byDeadline = Long.signum(deadlineNanos - other.deadlineNanos);
            return byDeadline == 0 ? Long.compare(ticket, other.ticket) : byDeadline;
        }
    }

    /// What is to be done outside of the lock.
    private sealed interface Deed {
        /// A waiter gets an id.
        record Give(Waiter waiter, RequestId id) implements Deed {}

        /// A session is opened.
        record Open() implements Deed {}

        /// There is nothing to do.
        record Nothing() implements Deed {}
    }

    RemoteSession(Sending sending, Opening opening) {
        this.sending = sending;
        this.opening = opening;
    }

    /// Gives `waiter` an id, now or later, on whatever thread.
    void want(Waiter waiter) {
        long deadlineNanos = waiter.deadlineNanos();
        synchronized (this) {
            queue.add(new Waiting(deadlineNanos, tickets++, waiter));
        }
        give();
        watch();
    }

    /// The write with this id has ended: its slot is free, if its session is still the one in use, and is
    /// given to whoever waits ([#give], outside of the lock).
    @Exercise("4.6")
    void release(RequestId id) {
        synchronized (this) {
            slots.filter(own -> own.session().equals(id.session())).ifPresent(own -> own.release(id));
        }
        give();
    }

    /// The server does not know this session any more: its slots are given to nobody. That several writes
    /// find this out, one after the other, must not harm the session that was opened meanwhile.
    @Exercise("4.6")
    synchronized void forget(SessionId session) {
        slots = slots.filter(own -> !own.session().equals(session));
    }

    /// Gives no more ids, from now on ([#isEnded]), and not to those who wait either: they leave the queue,
    /// and are told by who calls this.
    ///
    /// @return what the server is to forget: the session in use, if there is one
    @Exercise("4.6")
    synchronized Optional<SessionId> end() {
        Optional<SessionId> left = slots.map(Slots::session);
        isEnded = true;
        slots = Optional.empty();
        queue.clear();
        return left;
    }

    /// Gives away what can be given. One thread at a time does that: a write that is answered at once frees
    /// its slot inside of this loop, and must not begin another.
    private void give() {
        synchronized (this) {
            if (isGiving) {
                return;
            }
            isGiving = true;
        }
        try {
            boolean isMore = true;
            while (isMore) {
                isMore = done(nextDeed());
            }
        } catch (RuntimeException | Error bug) {
            synchronized (this) {
                isGiving = false;
            }
            refuseAll(bug);
        }
    }

    /// Does it.
    ///
    /// @return whether there may be more to do
    private boolean done(Deed deed) {
        return switch (deed) {
            case Deed.Give(Waiter waiter, RequestId id) -> {
                waiter.begin(id);
                yield true;
            }
            case Deed.Open() -> {
                opening.open(new Outcome());
                yield false;
            }
            case Deed.Nothing() -> false;
        };
    }

    /// Tells all who wait that they get no id.
    private void refuseAll(Throwable why) {
        refuse(Long.MAX_VALUE, why);
    }

    /// No session is being opened any more; tells those who wait with a lower ticket that they get no id.
    private void refuse(long ticket, Throwable why) {
        Map<Boolean, List<Waiting>> isRefused;
        synchronized (this) {
            isOpening = false;
            isRefused = queue.stream().collect(Collectors.partitioningBy(each -> each.ticket() < ticket));
            queue.clear();
            queue.addAll(isRefused.getOrDefault(false, List.of()));
        }
        isRefused.getOrDefault(true, List.of()).forEach(each -> each.waiter().end(why));
    }

    /// What [#give] is to do next, decided in one step under the lock.
    ///
    /// 1. If somebody waits and a slot is free, the first of the queue leaves it with the id of that slot.
    /// 2. Else nothing can be given away now, and whoever was giving stops: [#isGiving] is false.
    /// 3. If somebody waits then, and there is no session, none is being opened and this has not ended, one
    ///    is to be opened; that is so ([#isOpening]) from this moment on.
    /// 4. Else there is nothing to do.
    ///
    /// No slot is taken for nobody: it would never be given back.
    @Exercise("4.6")
    private synchronized Deed nextDeed() {
        Optional<RequestId> id = queue.isEmpty() ? Optional.empty() : slots.flatMap(Slots::take);
        if (id.isPresent()) {
            return new Deed.Give(queue.remove().waiter(), id.get());
        }
        isGiving = false;
        if (queue.isEmpty() || slots.isPresent() || isOpening || isEnded) {
            return new Deed.Nothing();
        }
        isOpening = true;
        return new Deed.Open();
    }

    /// A session was opened: none is being opened any more, and this is the one in use, with all its slots
    /// free; unless this has ended meanwhile.
    @Exercise("4.6")
    private synchronized void adopt(Reply.SessionOpened session) {
        isOpening = false;
        slots = isEnded ? Optional.empty() : Optional.of(new Slots(session.session(), session.slots()));
    }

    private synchronized long nextTicket() {
        return tickets;
    }

    /// What came of one opening.
    ///
    /// That its time or the budget is used up is the end of those for whom it was begun. Who came later has
    /// more time and has brought more for the budget, so another one is begun for them: each that fails ends
    /// somebody's waiting, so that there are not more of them than writes.
    private final class Outcome implements Opened {
        private final long newcomer = nextTicket();

        @Override
        public void opened(Reply.SessionOpened session) {
            try {
                adopt(session);
            } catch (RuntimeException | Error bug) {
                refuseAll(bug);
            }
            give();
        }

        @Override
        public void failed(Throwable why) {
            refuse(why instanceof StoreException.Unavailable ? newcomer : Long.MAX_VALUE, why);
            give();
        }
    }

    /// Has somebody look after those who wait, in time for the first of them.
    private void watch() {
        Watch needed;
        synchronized (this) {
            if (queue.isEmpty()) {
                return;
            }
            long deadlineNanos = queue.element().deadlineNanos();
            if (watch.isPresent() && watch.get().wakesNanos - deadlineNanos <= 0) {
                return;
            }
            needed = new Watch(deadlineNanos);
            watch = Optional.of(needed);
        }
        var _ = sending.background().start(needed);
    }

    /// Ends the waiting of those whose time is over, until nobody waits or another does it. Under the
    /// session's lock.
    private final class Watch implements Job {
        private long wakesNanos;

        Watch(long wakesNanos) {
            this.wakesNanos = wakesNanos;
        }

        @Override
        public String name() {
            return "slot-wait";
        }

        @Override
        public Next step() {
            List<Waiter> late = new ArrayList<>();
            Next next;
            synchronized (RemoteSession.this) {
                next = sortOut(sending.clock().nanoTime(), late);
            }
            late.forEach(each -> each.giveUp(Ending.OUT_OF_TIME));
            return next;
        }

        /// Takes from the queue all whose deadline is reached, and puts them into `late`, in their order.
        ///
        /// The queue goes by deadlines, so that only its head has to be looked at. This watch goes on, until
        /// the deadline of who is first then, if somebody still waits and it is the newest one
        /// ([RemoteSession#watch]); else it is done. That deadline is noted as [#wakesNanos]: by it whoever
        /// comes with a nearer one sees that another watch is needed. If nobody waits any more and it is the
        /// newest one, there is none afterwards, so that the next who waits has another begin.
        @Exercise("4.6")
        private Next sortOut(long nowNanos, List<Waiter> late) {
            while (!queue.isEmpty() && queue.element().deadlineNanos() - nowNanos <= 0) {
                late.add(queue.remove().waiter());
            }
            boolean isMine = watch.filter(newest -> newest == this).isPresent();
            if (isMine && queue.isEmpty()) {
                watch = Optional.empty();
            }
            if (!isMine || queue.isEmpty()) {
                return Job.done();
            }
            wakesNanos = queue.element().deadlineNanos();
            return Job.after(Duration.ofNanos(wakesNanos - nowNanos));
        }
    }
}
