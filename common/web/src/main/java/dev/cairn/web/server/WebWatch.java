package dev.cairn.web.server;

import java.time.Duration;

/// Is told what happens at a [WebServer], to count and to log it. It is called by the threads of
/// connections and of calls, so it does not wait.
///
/// Thread-safe.
public interface WebWatch {
    /// A request was answered, or its answer was cut off.
    ///
    /// @param pattern of the route, or `-` if none was found
    /// @param method as it was asked, `HEAD` among them; `-` if it could not be read
    /// @param status that the client got, or 499 if it left before it got one
    /// @param took from the end of the request's head to the end of the answer
    void answered(String pattern, String method, int status, Duration took);

    /// A connection was opened.
    void opened();

    /// A connection that was opened is closed.
    void closed();

    /// A connection was closed at once, because there are as many as there may be.
    void refused();

    /// Somebody connected and did not speak TLS, or not so that we understood each other.
    void handshakeFailed();

    /// What is wrong with our own code. The client was told that something went wrong, and nothing of this.
    void bug(Throwable bug);

    /// Nobody is told.
    static WebWatch none() {
        return Nobody.INSTANCE;
    }

    /// Is told and does nothing.
    ///
    /// Immutable.
    enum Nobody implements WebWatch {
        /// The only one.
        INSTANCE;

        @Override
        public void answered(String pattern, String method, int status, Duration took) {}

        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void refused() {}

        @Override
        public void handshakeFailed() {}

        @Override
        public void bug(Throwable bug) {}
    }
}
