package dev.cairn.common.env;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// A channel that writes a few bytes at a time into memory, until it fails.
final class FaultyChannel extends AsynchronousFileChannel {
    final byte[] bytes = new byte[100];
    int transferBytesMax = 3;
    int callsUntilFailure = Integer.MAX_VALUE;
    boolean isForcedWithMetadata;
    Exception failure = new IOException("Input/output error");
    private long size;

    @Override
    public Future<Integer> write(ByteBuffer source, long position) {
        if (callsUntilFailure-- <= 0) {
            return CompletableFuture.failedFuture(failure);
        }
        int count = Math.min(source.remaining(), transferBytesMax);
        source.get(bytes, (int) position, count);
        size = Math.max(size, position + count);
        return CompletableFuture.completedFuture(count);
    }

    @Override
    public Future<Integer> read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        isForcedWithMetadata = metaData;
        throw new IOException("Input/output error");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public AsynchronousFileChannel truncate(long size) throws IOException {
        throw new IOException("Input/output error");
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        throw new IOException("No locks available");
    }

    @Override
    public void close() throws IOException {
        throw new IOException("Input/output error");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public <A> void lock(
            long position, long size, boolean shared, A attachment, CompletionHandler<FileLock, ? super A> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<FileLock> lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void read(
            ByteBuffer target, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <A> void write(
            ByteBuffer source, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        throw new UnsupportedOperationException();
    }
}
