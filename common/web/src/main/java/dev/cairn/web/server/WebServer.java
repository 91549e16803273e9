package dev.cairn.web.server;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.Route;
import dev.cairn.web.Router;
import dev.cairn.web.WebGate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A door for HTTP: it listens, and answers requests by their routes.
///
/// A request is let in step by step, and refused as early as it can be, always with the JSON of a
/// [dev.cairn.web.WebFailure]:
///
/// | step | what may be wrong |
/// |---|---|
/// | its head is read | 400 MALFORMED, 408 TOO_SLOW, 414, 431, 501 METHOD, 505 |
/// | the [Router] finds its route | 404 NO_ROUTE, 405 METHOD, 400 MALFORMED |
/// | it does not come from a page of elsewhere | 403 CROSS_SITE |
/// | the [WebGate] lets it in, which must not wait: the connection would | what the gate says |
/// | its body is read; a GET has none | 400 REFUSED, 413 TOO_LARGE, 429 BUSY, 408 TOO_SLOW, 400 MALFORMED |
/// | its handler answers, on a thread of its own | its own; 500 FAILED or UNKNOWN_OUTCOME for a bug |
/// | there is room for its answer, if that is long | 429 BUSY for a GET |
///
/// One request of a connection is under way at a time; those behind it wait, and are answered in their
/// order. When a client leaves, the thread of its handler is interrupted.
///
/// Thread-safe. RFC 9110, RFC 9112.
public final class WebServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration CUT_OFF_MAX = Duration.ofSeconds(5);
    private static final int LOOPS_MAX = 4;
    private static final int BACKLOG = 1024;

    private final EventLoopGroup loops;
    private final Channel listening;
    private final Site site;

    private WebServer(EventLoopGroup loops, Channel listening, Site site) {
        this.loops = loops;
        this.listening = listening;
        this.site = site;
    }

    /// A server that listens from now on.
    ///
    /// @param routes all that it offers
    /// @param gate says who may ask what
    /// @param executor runs the handlers, which may wait: it has a thread for each call. It stays the
    ///     caller's
    /// @param watch is told what happens
    /// @throws StoreException.Refused if nobody knows the host, or other machines reach it and nobody
    ///     allowed that
    /// @throws StoreException.Failed if the system does not let it listen there
    public static WebServer open(
            WebOptions options, List<Route> routes, WebGate gate, Executor executor, Clock clock, WebWatch watch) {
        InetSocketAddress socket = socketOf(options);
        WebOptions.Limits limits = options.limits();
        Site site = new Site(
                options,
                Router.of(routes),
                new BrowserRule(socket.getAddress().isLoopbackAddress()),
                gate,
                executor,
                clock,
                watch,
                new RequestBody.Budget(limits.bodiesBytesMax()),
                new RequestBody.Budget(limits.bodiesBytesMax()),
                new ConnectionCount(limits.connectionsMax(), watch),
                new CallCount(),
                new AtomicBoolean());
        int threads = Math.min(LOOPS_MAX, Runtime.getRuntime().availableProcessors());
        EventLoopGroup loops = new NioEventLoopGroup(threads, new DefaultThreadFactory("cairn-http", true));
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(site.handlers())
                .bind(socket)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw unheard(options, bound.cause());
        }
        return new WebServer(loops, bound.channel(), site);
    }

    /// Looks at the address, and listens there for a moment: for whoever has to open other things first.
    ///
    /// @throws StoreException as [#open] would
    public static void refuseAddress(WebOptions options) {
        try (ServerSocket attempt = new ServerSocket()) {
            attempt.bind(socketOf(options));
        } catch (IOException cause) {
            throw unheard(options, cause);
        }
    }

    private static InetSocketAddress socketOf(WebOptions options) {
        try {
            InetAddress host = InetAddress.getByName(options.host());
            if (!host.isLoopbackAddress() && options.tls().isEmpty() && !options.isOpenToAll()) {
                throw new StoreException.Refused("will not listen at " + options.place()
                        + ": other machines reach that address, and nothing is encrypted; listen at 127.0.0.1:"
                        + options.port() + ", give a certificate, or allow it explicitly (--insecure)");
            }
            return new InetSocketAddress(host, options.port());
        } catch (UnknownHostException e) {
            throw new StoreException.Refused("cannot listen at " + options.place()
                    + ": nobody knows that host; give an address of this machine");
        }
    }

    private static StoreException.Failed unheard(WebOptions options, Throwable cause) {
        return new StoreException.Failed(
                "cannot listen at " + options.place() + ": " + cause.getMessage()
                        + "; stop what listens there, or choose another address (--http, or --http none)",
                cause);
    }

    /// Where it listens, as clients of this machine are to be told: `127.0.0.1:8080`.
    public String address() {
        return WebOptions.place(site.options().host(), port());
    }

    /// The port on which it listens.
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /// How many connections are open.
    public int connections() {
        return site.connections().count();
    }

    /// How many bytes of bodies may yet be received at the same time.
    public long bodyBytesLeft() {
        return site.bodies().left();
    }

    /// How many bytes of long answers may yet wait for their clients at the same time.
    public long answerBytesLeft() {
        return site.answers().left();
    }

    /// Closes, with ten seconds of grace.
    @Override
    public void close() {
        close(GRACE);
    }

    /// Stops to listen, lets what is under way finish, and cuts off what takes longer. Closing twice is the
    /// same as once.
    ///
    /// @param grace how long what is under way may take
    public void close(Duration grace) {
        site.isClosing().set(true);
        listening.close().awaitUninterruptibly();
        try {
            site.connections().tellAll();
            site.connections().awaitNone(grace);
            site.connections().cut();
            site.calls().awaitNone(CUT_OFF_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loops.shutdownGracefully(0, CUT_OFF_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CUT_OFF_MAX.toMillis());
        }
    }
}
