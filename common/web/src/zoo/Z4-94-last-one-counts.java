/// id: Z4-94
/// title: of a parameter that is given twice the last one counts
/// invariant: LOUD
/// exercise: 4.16
/// seen: HTTP parameter pollution (Carettoni and di Paola, 2009)
/// target: dev.cairn.web.UrlText#parameters
/// killer: dev.cairn.web.UrlTextTest#a_parameter_that_is_given_twice_is_refused
///
/// A map takes the last one, another program the first. Something in front of the node that lets only some keys
/// through looks at one of them, and the node at the other.
class UrlText {
    static Map<String, Bytes> parameters(String query) {
        Map<String, Bytes> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int sign = pair.indexOf('=');
            Bytes name = decoded((sign < 0 ? pair : pair.substring(0, sign)).replace('+', ' '));
            Bytes value = sign < 0 ? Bytes.EMPTY : decoded(pair.substring(sign + 1).replace('+', ' '));
            if (name.isEmpty() || !Utf8.isText(name)) {
                throw WebFailure.malformed("the query has a parameter without a name in UTF-8: " + quoted(pair));
            }
            parameters.put(name.toUtf8(), value);
            if (parameters.size() > PARAMETERS_MAX) {
                throw WebFailure.malformed("the query has more than " + PARAMETERS_MAX + " parameters: ask for less");
            }
        }
        return parameters;
    }
}
