package dev.cairn.rpc.page;

import dev.cairn.common.cli.Report;
import java.util.function.Supplier;

/// A part of the node's page: figures that the node samples, and the script that draws them in the browser.
///
/// The page has a frame for panels and knows none of them: a later week hands in its own, with a script among its
/// static files.
///
/// Immutable; its figures are asked for by one thread at a time.
///
/// @param id in lower case, unique on a page: names the panel's place in each sample
/// @param title above it, for a person
/// @param script path of a JavaScript module on this node, `/panels/levels.js`; it exports `mount(element)`, which
///     returns a function that takes each sample's figures
/// @param figures of this moment
public record Panel(String id, String title, String script, Supplier<Report> figures) {}
