/// id: Z4-90
/// title: a path is decoded first and taken apart then
/// invariant: MODEL
/// exercise: 4.16
/// seen: Apache Tomcat CVE-2007-0450
/// target: dev.cairn.web.UrlText#segments
/// killer: dev.cairn.web.RouterTest#an_escaped_separator_is_part_of_the_key
///
/// One line instead of a loop. A key with a slash in it becomes two segments, and no route is for it: the key was
/// written through the other door and cannot be read through this one. Where paths are names of files, the same line
/// lets `..%2f` climb.
class UrlText {
    static List<Bytes> segments(String path) {
        if (!path.startsWith("/")) {
            throw WebFailure.malformed("the path " + quoted(path) + " does not begin with /: ask for /path?name=value");
        }
        Bytes whole = decoded(path.substring(1));
        List<Bytes> segments = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= whole.length(); at++) {
            if (at == whole.length() || whole.at(at) == '/') {
                segments.add(whole.slice(from, at));
                from = at + 1;
            }
        }
        return segments;
    }
}
