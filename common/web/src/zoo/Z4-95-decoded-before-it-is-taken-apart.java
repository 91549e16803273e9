/// id: Z4-95
/// title: a query is decoded first and taken apart then
/// invariant: MODEL
/// exercise: 4.16
/// seen: URI.getQuery() of Java, which has decoded it already
/// target: dev.cairn.web.UrlText#parameters
/// killer: dev.cairn.web.UrlTextTest#a_query_is_taken_apart_before_it_is_decoded
///
/// The library gives the query decoded, and what is left is to split it. A value that holds `&` or `=` is cut there,
/// and its rest becomes a parameter that nobody sent.
class UrlText {
    static Map<String, Bytes> parameters(String query) {
        Map<String, Bytes> parameters = new LinkedHashMap<>();
        for (String pair : decoded(query.replace('+', ' ')).toUtf8().split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int sign = pair.indexOf('=');
            Bytes name = Bytes.utf8(sign < 0 ? pair : pair.substring(0, sign));
            Bytes value = sign < 0 ? Bytes.EMPTY : Bytes.utf8(pair.substring(sign + 1));
            if (name.isEmpty() || !Utf8.isText(name)) {
                throw WebFailure.malformed("the query has a parameter without a name in UTF-8: " + quoted(pair));
            }
            if (parameters.put(name.toUtf8(), value) != null) {
                throw WebFailure.malformed("the parameter \"" + name + "\" is given twice: give it once");
            }
            if (parameters.size() > PARAMETERS_MAX) {
                throw WebFailure.malformed("the query has more than " + PARAMETERS_MAX + " parameters: ask for less");
            }
        }
        return parameters;
    }
}
