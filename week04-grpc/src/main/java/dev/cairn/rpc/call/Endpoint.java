package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a node listens: `host:port`, or `[::1]:port` for an address of IP version 6. Read, it may begin
/// with `grpc://` or `grpcs://`.
///
/// Immutable.
///
/// @param port 0 to 65535; 0 lets the system choose, where one listens
public record Endpoint(String host, int port) {
    /// Largest number of a port.
    public static final int PORT_MAX = 65_535;

    /// Where a node listens, and a client looks for one, unless told otherwise.
    public static final String DEFAULT_TEXT = "127.0.0.1:4610";

    /// May stand before it, as in what `cairn serve` prints.
    private static final Pattern SCHEME = Pattern.compile("^grpcs?://");

    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

    /// @throws StoreException.Refused if the port is no port
    public Endpoint {
        if (port < 0 || port > PORT_MAX) {
            throw new StoreException.Refused("port " + port + " of " + host + " is not from 0 to " + PORT_MAX);
        }
    }

    /// What `text` names.
    ///
    /// @throws StoreException.Refused if it is not `host:port`
    public static Endpoint parse(String text) {
        Matcher form = FORM.matcher(SCHEME.matcher(text).replaceFirst(""));
        if (!form.matches()) {
            throw new StoreException.Refused(
                    "\"" + text + "\" is no endpoint: give HOST:PORT, as in 127.0.0.1:9000 or [::1]:9000");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new Endpoint(host, Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
