/// The door for HTTP: it listens, reads requests within limits, asks the router, the rule for browsers and
/// the gate, and hands what is let in to a handler on a thread of its own.
///
/// [dev.cairn.web.server.WebServer] is the way in, with [dev.cairn.web.server.WebOptions] and
/// [dev.cairn.web.server.WebWatch]. Of a connection's handlers each has one concern, in this order:
///
/// ```
///   socket
///     ConnectionCount   how many there may be; who is still there when the server closes
///     (SslHandler, TlsGuard)
///     Patience          how long a client may take to ask
///     WriteTimeoutHandler  how long it may take a piece of an answer
///     StrictDecoder     bytes to messages
///     OneByOne          one message at a time, when it is asked for
///     Conversation      requests, one after another; a Call is the one under way
/// ```
@NullMarked
package dev.cairn.web.server;

import org.jspecify.annotations.NullMarked;
