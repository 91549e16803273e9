package dev.cairn.web.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.Router;
import dev.cairn.web.UrlText;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The requests of one connection, one after another: the next one is looked at when the one before was
/// answered.
///
/// | state | reads | ends with |
/// |---|---|---|
/// | waiting | the head of a request | receiving, or a refusal |
/// | receiving | its body | answering, or a refusal |
/// | answering | one message more (64 KiB at most): perhaps the client leaves | waiting, leaving, cut off |
/// | refusing | nothing, until the refusal is written | waiting, or leaving |
/// | leaving | and throws away, so that the last answer is not lost | the end |
///
/// Confined to the thread of its connection; a [Call] has its own.
final class Conversation extends ChannelInboundHandlerAdapter {
    private static final int CLIENT_LEFT = 499;

    private final Site site;
    private final Patience patience;
    private State state = State.Still.WAITING;
    private Asked asked = Asked.NOTHING;
    private @Nullable Object early;
    private String peer = "unknown";

    Conversation(Site site, Patience patience) {
        this.site = site;
        this.patience = patience;
    }

    /// Where the conversation stands.
    private sealed interface State {
        /// Nothing is being done for the client.
        enum Still implements State {
            WAITING,
            REFUSING,
            LEAVING
        }

        /// A body is coming.
        record Receiving(RequestHead head, Router.Match.Found found, WebRequest request, RequestBody body)
                implements State {}

        /// A thread is at it.
        record Answering(Call call) implements State {}
    }

    /// What is to be told of a request when it was answered.
    private record Asked(String pattern, String method, AnswerWriter.Form form, OptionalLong sinceNanos) {
        static final Asked NOTHING =
                new Asked("-", "-", new AnswerWriter.Form(false, false, false), OptionalLong.empty());

        static Asked of(RequestHead head, long sinceNanos) {
            return new Asked(
                    "-",
                    head.name(),
                    new AnswerWriter.Form(head.name().equals("HEAD"), head.isOld(), head.keepsAlive()),
                    OptionalLong.of(sinceNanos));
        }

        Asked at(String route) {
            return new Asked(route, method, form, sinceNanos);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.channel().remoteAddress() instanceof InetSocketAddress address) {
            peer = WebOptions.place(address.getAddress().getHostAddress(), address.getPort());
        }
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state instanceof State.Answering) {
            early = message;
            return;
        }
        try {
            if (state instanceof State.Receiving receiving) {
                receive(context, receiving, (HttpContent) message);
            } else if (state == State.Still.WAITING && message instanceof HttpRequest request) {
                begin(context, request);
            } else if (state != State.Still.REFUSING) {
                context.read();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        asked = Asked.NOTHING;
        long sinceNanos = site.clock().nanoTime();
        boolean endsHere = true;
        try {
            RequestHead head = RequestHead.of(request);
            endsHere = head.hasBody();
            asked = Asked.of(head, sinceNanos);
            Router.Match.Found found = found(head);
            asked = asked.at(found.route().pattern());
            site.browsers().refuseStrangers(head, found.route());
            WebRequest asks = asks(head, found);
            Optional<WebFailure> refusal = site.gate().refusal(found.route().scope(), asks);
            if (refusal.isPresent()) {
                refuse(context, refusal.get(), endsHere);
                return;
            }
            if (head.method() == WebMethod.GET && head.hasBody()) {
                throw WebFailure.refused("a " + head.name() + " has no body here: send it without one");
            }
            int bodyMax = site.options().limits().bodyBytesMax();
            receiveNext(
                    context,
                    new State.Receiving(head, found, asks, new RequestBody(head.length(), bodyMax, site.bodies())));
        } catch (WebFailure failure) {
            refuse(context, failure, endsHere);
        } catch (RuntimeException bug) {
            site.watch().bug(bug);
            refuse(context, Call.bug(), true);
        }
    }

    private Router.Match.Found found(RequestHead head) {
        return switch (site.router().match(head.method(), head.path())) {
            case Router.Match.Found found -> found;
            case Router.Match.NoPath none -> throw none.failure(head.path());
            case Router.Match.OtherMethod other -> throw other.failure(head.name(), head.path());
        };
    }

    private WebRequest asks(RequestHead head, Router.Match.Found found) {
        return new WebRequest(
                head.method(),
                head.path(),
                found.variables(),
                UrlText.parameters(head.query()),
                head.headers(),
                Bytes.EMPTY,
                peer);
    }

    private void receiveNext(ChannelHandlerContext context, State.Receiving receiving) {
        state = receiving;
        patience.sending();
        if (receiving.head().expectsContinue()) {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        context.read();
    }

    private void receive(ChannelHandlerContext context, State.Receiving receiving, HttpContent part) {
        RequestBody body = receiving.body();
        try {
            if (part.decoderResult().isFailure()) {
                throw WebFailure.malformed("the body does not read as chunks: "
                        + UrlText.quoted(
                                String.valueOf(part.decoderResult().cause().getMessage())));
            }
            if (part.content().isReadable()) {
                body.add(part.content());
            }
        } catch (WebFailure failure) {
            body.release();
            refuse(context, failure, true);
            return;
        }
        if (part instanceof LastHttpContent) {
            patience.stop();
            handle(context, receiving.found(), receiving.request().withBody(body.whole()), body);
        } else {
            context.read();
        }
    }

    private void handle(ChannelHandlerContext context, Router.Match.Found found, WebRequest request, RequestBody body) {
        AnswerWriter.Form form = site.isClosing().get() ? asked.form().last() : asked.form();
        AnswerWriter writer = new AnswerWriter(context.channel(), form);
        Call call = new Call(found.route(), request, body, writer, site, isWhole -> {
            site.calls().ended();
            onLoop(context, () -> answered(context, writer, isWhole));
        });
        state = new State.Answering(call);
        site.calls().begun();
        try {
            site.executor().execute(call);
        } catch (RejectedExecutionException e) {
            notBegun(context, body, WebFailure.closing());
            return;
        } catch (RuntimeException | Error bug) {
            site.watch().bug(bug);
            notBegun(context, body, Call.bug());
            return;
        }
        context.read();
    }

    private void notBegun(ChannelHandlerContext context, RequestBody body, WebFailure failure) {
        site.calls().ended();
        body.release();
        refuse(context, failure, true);
    }

    private static void onLoop(ChannelHandlerContext context, Runnable step) {
        try {
            context.executor().execute(step);
        } catch (RejectedExecutionException e) {
            var _ = context.close();
        }
    }

    private void answered(ChannelHandlerContext context, AnswerWriter writer, boolean isWhole) {
        try {
            tell(writer.status() == 0 ? CLIENT_LEFT : writer.status());
        } finally {
            if (isWhole) {
                goOn(context, writer.keepsAlive());
            } else {
                cut(context);
            }
        }
    }

    /// Answers with an error.
    ///
    /// @param isLast whether nobody knows where the next request would begin, or nobody wants to wait for
    ///     it
    private void refuse(ChannelHandlerContext context, WebFailure failure, boolean isLast) {
        state = State.Still.REFUSING;
        patience.stop();
        boolean endsHere = isLast || site.isClosing().get();
        AnswerWriter.Form form = endsHere ? asked.form().last() : asked.form();
        boolean keepsAlive = form.keepsAlive();
        int status = failure.answer().status();
        var _ = context.writeAndFlush(AnswerWriter.full(failure.answer(), form)).addListener((ChannelFutureListener)
                _ -> {
                    try {
                        tell(status);
                    } finally {
                        goOn(context, keepsAlive);
                    }
                });
    }

    private void tell(int status) {
        long nowNanos = site.clock().nanoTime();
        Duration took = Duration.ofNanos(nowNanos - asked.sinceNanos().orElse(nowNanos));
        site.watch().answered(asked.pattern(), asked.method(), status, took);
    }

    private void goOn(ChannelHandlerContext context, boolean keepsAlive) {
        if (!context.channel().isActive()) {
            return;
        }
        if (!keepsAlive || site.isClosing().get()) {
            leave(context);
            return;
        }
        state = State.Still.WAITING;
        Object next = early;
        early = null;
        if (next == null) {
            patience.idle();
            context.read();
        } else {
            patience.asking();
            channelRead(context, next);
        }
    }

    /// Says that nothing more comes, and waits a little until the client has read that and closes its end.
    /// To close at once, while bytes of the client are not read, would take the answer from it.
    private void leave(ChannelHandlerContext context) {
        state = State.Still.LEAVING;
        forgetEarly();
        patience.lingering();
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            endOutput(context);
        } else {
            tls.closeOutbound().addListener(_ -> endOutput(context));
        }
        context.read();
    }

    private static void endOutput(ChannelHandlerContext context) {
        var _ = ((SocketChannel) context.channel()).shutdownOutput();
    }

    /// The answer is not whole, and the client is to see that: of chunks the last is missing, and without
    /// chunks the connection breaks. It ends past TLS, which would say first that nothing is missing.
    private void cut(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        if (asked.form().isOld()) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        var _ = context.pipeline().firstContext().close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Patience.TimeIsOver over) {
            switch (over) {
                case IDLE, LINGERING -> {
                    var _ = context.close();
                }
                case SLOW -> tooSlow(context);
            }
        } else if (event == ConnectionCount.SERVER_CLOSES && state == State.Still.WAITING && patience.isIdle()) {
            var _ = context.close();
        }
    }

    private void tooSlow(ChannelHandlerContext context) {
        if (state instanceof State.Receiving receiving) {
            receiving.body().release();
        } else {
            asked = Asked.NOTHING;
        }
        refuse(
                context,
                new WebFailure(408, "TOO_SLOW", "the request did not come in time: send it again", Map.of()),
                true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        switch (state) {
            case State.Receiving receiving -> receiving.body().release();
            case State.Answering answering -> answering.call().leave();
            case State.Still _ -> {}
        }
        state = State.Still.LEAVING;
        forgetEarly();
    }

    private void forgetEarly() {
        ReferenceCountUtil.release(early);
        early = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof WriteTimeoutException)) {
            site.watch().bug(cause);
        }
        var _ = context.close();
    }
}
