package dev.cairn.web.server;

import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.UrlText;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keeps other people's web pages away from a node that a browser can reach: a page anywhere may ask a node
/// on loopback, and the browser says from where it asks.
///
/// | the request has | it is refused if |
/// |---|---|
/// | `origin` | that is not this server, as `host` names it: a page of elsewhere asks |
/// | `sec-fetch-site` | that is another site, unless it is a link to what is for anybody |
/// | `host`, on loopback | that is a name, and not localhost: one that was led here (DNS rebinding) |
///
/// Programs send none of the first two, and the third as it should be.
///
/// Immutable. WHATWG Fetch, section 3.1; W3C Fetch Metadata.
///
/// @param isLoopback whether the server listens on loopback only
record BrowserRule(boolean isLoopback) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    /// @throws WebFailure CROSS_SITE if the request comes from a page of elsewhere
    void refuseStrangers(RequestHead head, Route route) {
        String host = head.host().orElse("").toLowerCase(Locale.ROOT);
        Optional<String> origin =
                Optional.ofNullable(head.headers().get("origin")).map(text -> text.toLowerCase(Locale.ROOT));
        if (origin.isPresent()
                && !origin.get().equals("http://" + host)
                && !origin.get().equals("https://" + host)) {
            throw crossSite("a page of " + UrlText.quoted(origin.get()) + " asks for this, which is another site than "
                    + UrlText.quoted(host));
        }
        String site = head.headers().getOrDefault("sec-fetch-site", "none");
        if ((site.equals("cross-site") || site.equals("same-site")) && !isLink(head, route)) {
            throw crossSite("a page of another site asks for this");
        }
        if (isLoopback && head.host().isPresent() && !isOurs(nameOf(host))) {
            throw crossSite("the host " + UrlText.quoted(host) + " is neither localhost nor an address,"
                    + " and this node listens on loopback only (a proxy has to set Host)");
        }
    }

    private static boolean isLink(RequestHead head, Route route) {
        return head.method() == WebMethod.GET
                && route.scope() == Scope.NONE
                && head.headers().getOrDefault("sec-fetch-mode", "").equals("navigate");
    }

    private static boolean isOurs(String name) {
        return name.equals("localhost") || ADDRESS.matcher(name).matches();
    }

    /// Without the port.
    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static WebFailure crossSite(String why) {
        return new WebFailure(
                403, "CROSS_SITE", why + ": ask the node under its own address, as http://127.0.0.1:PORT", Map.of());
    }
}
