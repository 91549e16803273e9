/// id: Z4-91
/// title: of the routes for the method that which fits best is meant
/// invariant: MODEL
/// exercise: 4.16
/// target: dev.cairn.web.Router#match
/// killer: dev.cairn.web.RouterTest#the_path_decides_before_the_method_does
///
/// It looks for the method among the routes, as one would do by hand, and only then at the path. So `GET /keys/search`
/// searches, and `DELETE /keys/search` deletes a key of that name, which nobody can read through this door.
class Router {
    Match match(WebMethod method, String path) {
        List<Bytes> segments = UrlText.segments(path);
        List<PathPattern> fitting =
                patterns.stream().filter(pattern -> pattern.fits(segments)).toList();
        if (fitting.isEmpty()) {
            return new Match.NoPath();
        }
        Set<WebMethod> allowed = EnumSet.noneOf(WebMethod.class);
        fitting.forEach(pattern -> allowed.add(pattern.route().method()));
        return fitting.stream()
                .filter(pattern -> pattern.route().method() == method)
                .min(PathPattern.MEANT_FIRST)
                .<Match>map(meant -> new Match.Found(meant.route(), meant.variables(segments)))
                .orElse(new Match.OtherMethod(allowed));
    }
}
