package dev.cairn.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the calls that have come in and whose end has not yet gone out, so that a server can wait for
/// them.
///
/// A call ends when gRPC says so, which is after its last bytes have been handed to the connection: an
/// answer that was given is not cut off.
///
/// Thread-safe.
final class CallsUnderWay implements ServerInterceptor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isNone = lock.newCondition();
    private int count;

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        change(1);
        try {
            return new Counted<>(next.startCall(call, headers));
        } catch (RuntimeException | Error bug) {
            change(-1);
            throw bug;
        }
    }

    /// Waits until no call is under way, but not longer than `grace`.
    ///
    /// @return whether none is
    boolean awaitNone(Duration grace) {
        lock.lock();
        try {
            long left = grace.toNanos();
            while (count > 0 && left > 0) {
                left = isNone.awaitNanos(left);
            }
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            count += by;
            if (count == 0) {
                isNone.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A call that is counted until it is complete or cancelled; gRPC says one of the two, once.
    private final class Counted<Q> extends SimpleForwardingServerCallListener<Q> {
        Counted(ServerCall.Listener<Q> listener) {
            super(listener);
        }

        @Override
        public void onComplete() {
            try {
                super.onComplete();
            } finally {
                change(-1);
            }
        }

        @Override
        public void onCancel() {
            try {
                super.onCancel();
            } finally {
                change(-1);
            }
        }
    }
}
