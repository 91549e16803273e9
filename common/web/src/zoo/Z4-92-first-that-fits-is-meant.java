/// id: Z4-92
/// title: the first route that fits is meant
/// invariant: MODEL
/// exercise: 4.16
/// seen: Express, and every router that walks its list
/// target: dev.cairn.web.Router#match
/// killer: dev.cairn.web.RouterTest#a_literal_is_meant_before_a_variable_whatever_comes_first_in_the_list
///
/// It works as long as the list happens to be in the right order. Routes come from several parts of a node, and the
/// day on which another part brings its own first, `/keys/search` is a key.
class Router {
    Match match(WebMethod method, String path) {
        List<Bytes> segments = UrlText.segments(path);
        List<PathPattern> fitting =
                patterns.stream().filter(pattern -> pattern.fits(segments)).toList();
        if (fitting.isEmpty()) {
            return new Match.NoPath();
        }
        PathPattern meant = fitting.getFirst();
        Set<WebMethod> allowed = EnumSet.noneOf(WebMethod.class);
        for (PathPattern pattern : fitting) {
            if (pattern.hasShapeOf(meant)) {
                if (pattern.route().method() == method) {
                    return new Match.Found(pattern.route(), pattern.variables(segments));
                }
                allowed.add(pattern.route().method());
            }
        }
        return new Match.OtherMethod(allowed);
    }
}
