/// id: Z4-133
/// title: of two fields of one name the last one wins
/// invariant: LOUD
/// exercise: 4.21
/// target: dev.cairn.rpc.rest.JsonBody#fields
/// killer: dev.cairn.rpc.rest.JsonBodyTest#what_is_no_row_is_refused_with_a_line_that_says_why
///
/// Most readers of JSON do so, some take the first one, and what checks a request on its way may be of the other kind: then
/// one key is checked and another one written.
class JsonBody {
    private static Map<String, Bytes> fields(JsonParser parser, List<String> known) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw WebFailure.refused("found " + shown(parser.currentToken()) + " where an object is: send " + ROW);
        }
        Map<String, Bytes> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String field = name.endsWith(HEX) ? name.substring(0, name.length() - HEX.length()) : name;
            if (!known.contains(field)) {
                throw WebFailure.refused(
                        "the field \"" + name + "\" is unknown: there are " + String.join(", ", known));
            }
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_STRING) {
                throw WebFailure.refused("the field \"" + name + "\" is " + shown(token) + ": give a string");
            }
            fields.put(field, bytes(name, parser));
        }
        return fields;
    }
}
