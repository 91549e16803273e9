package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;

/// JSON of records.
final class JsonCodecTest {
    private final Codec<User> users = Codecs.json(User.class);

    @Example
    void a_record_is_an_object_of_its_components() {
        assertThat(users.encode(User.ADA).toUtf8())
                .isEqualTo("{\"name\":\"Ada €\",\"age\":36,\"isAdmin\":true,"
                        + "\"tags\":[\"math\",\"\"],\"scores\":{\"x\":-0.5}}");
        assertThat(users.decode(users.encode(User.ADA))).isEqualTo(User.ADA);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void records_round_trip(
            @ForAll @AlphaChars String name,
            @ForAll @IntRange int age,
            @ForAll boolean isAdmin,
            @ForAll List<@AlphaChars String> tags,
            @ForAll Map<@AlphaChars String, Double> scores) {
        User user = new User(name, age, isAdmin, tags, scores);

        assertThat(users.decode(users.encode(user))).isEqualTo(user);
    }

    @Example
    void a_property_of_a_later_version_is_passed_over() {
        assertThat(users.decode(Bytes.utf8(
                        "{\"name\":\"\",\"age\":0,\"isAdmin\":false,\"email\":\"\",\"tags\":[],\"scores\":{}}")))
                .isEqualTo(User.NOBODY);
    }

    @Example
    void what_is_not_json_is_refused_where_it_goes_wrong() {
        assertRefusal("{\"name\":\"Ada\",", "expected JSON of a User");
        assertRefusal("{\"age\":x}", "at byte 7: expected JSON of a User, found Unrecognized token 'x'");
        assertRefusal("", "at byte 0: expected JSON of a User, found No content");
        assertRefusal("[]", "expected JSON of a User");
        assertRefusal("null", "at byte 0: expected JSON of a User, found null");
    }

    @Example
    void what_the_type_does_not_accept_is_refused() {
        assertRefusal(
                "{\"name\":\"\",\"age\":-1,\"isAdmin\":false,\"tags\":[],\"scores\":{}}", "nobody is -1 years old");
        assertRefusal("{\"name\":\"\",\"age\":0,\"isAdmin\":false,\"scores\":{}}", "expected JSON of a User");
        assertRefusal("{\"age\":99999999999}", "expected JSON of a User");
    }

    @Example
    void nothing_may_follow_the_value() {
        String user = users.encode(User.NOBODY).toUtf8();

        assertThat(users.decode(Bytes.utf8(user + " \n"))).isEqualTo(User.NOBODY);
        assertRefusal(user + " {}", "expected JSON of a User");
        assertRefusal(user + "}", "expected JSON of a User");
    }

    @Example
    void an_object_without_a_json_form_is_refused_when_encoding() {
        assertThatThrownBy(() -> Codecs.json(Loop.class).encode(new Loop()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Loop has no JSON form: ");
    }

    private void assertRefusal(String json, String message) {
        assertThatThrownBy(() -> users.decode(Bytes.utf8(json)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining(message);
    }

    /// An object that holds itself.
    public static final class Loop {
        /// Itself, as a bean has it.
        public Loop getSelf() {
            return this;
        }
    }
}
