package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import java.util.Map;
import java.util.Optional;

/// A request that fits a [Route], decoded. Variables and parameters are bytes: keys need not be text.
///
/// Immutable.
///
/// @param method how it was asked
/// @param path as it came, without the query
/// @param variables of the route's pattern, by name: percent-decoded, never empty
/// @param parameters of the query, by name: percent-decoded, `+` is a space. One that is given twice is refused
///     before this is made
/// @param headers by name in lower case; several of one name are joined by ", "
/// @param body empty if there is none
/// @param peer where it came from, for logs: `127.0.0.1:40312`
public record WebRequest(
        WebMethod method,
        String path,
        Map<String, Bytes> variables,
        Map<String, Bytes> parameters,
        Map<String, String> headers,
        Bytes body,
        String peer) {
    public WebRequest {
        variables = Map.copyOf(variables);
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /// The variable of that name, which the pattern has. Another name is a bug of the caller.
    public Bytes variable(String name) {
        return Optional.ofNullable(variables.get(name)).orElseThrow();
    }

    /// The parameter of that name, if it was given.
    public Optional<Bytes> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// The header of that name in lower case, if it was given.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The same with another body.
    public WebRequest withBody(Bytes other) {
        return new WebRequest(method, path, variables, parameters, headers, other, peer);
    }
}
