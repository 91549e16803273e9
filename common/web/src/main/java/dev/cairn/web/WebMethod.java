package dev.cairn.web;

/// What is to be done with what a path names. A HEAD is a GET whose answer has no body, and is no value of its own.
///
/// Immutable. RFC 9110, section 9.
public enum WebMethod {
    /// Reads.
    GET,
    /// Does something.
    POST,
    /// Puts in place.
    PUT,
    /// Removes.
    DELETE
}
