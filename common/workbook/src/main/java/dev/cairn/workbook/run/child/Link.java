package dev.cairn.workbook.run.child;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// The connection between the process that runs tests and the one that started it: records, one after another.
///
/// It is a socket of its own, because a test may print to any stream. Sending is thread-safe; one thread receives.
public final class Link implements Closeable {
    private final SocketChannel channel;
    private final ObjectOutputStream out;
    private final ObjectInputStream in;

    /// A link over `channel`; waits until the other side has made its own.
    public Link(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.out = new ObjectOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        out.flush();
        this.in = new ObjectInputStream(Channels.newInputStream(channel));
    }

    /// Sends one thing.
    public void send(Serializable thing) throws IOException {
        synchronized (out) {
            out.writeObject(thing);
            out.flush();
            out.reset();
        }
    }

    /// Waits for the next thing of type `type`.
    ///
    /// @throws java.io.EOFException if the other side is gone
    public <T> T receive(Class<T> type) throws IOException {
        try {
            return type.cast(in.readObject());
        } catch (ClassNotFoundException | ClassCastException cause) {
            throw new IOException("the other side is of another version", cause);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
