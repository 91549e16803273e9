package dev.cairn.common.codec;

import java.util.List;
import java.util.Map;

/// A record as an application would store it.
record User(String name, int age, boolean isAdmin, List<String> tags, Map<String, Double> scores) {
    static final User ADA = new User("Ada €", 36, true, List.of("math", ""), Map.of("x", -0.5));
    static final User NOBODY = new User("", 0, false, List.of(), Map.of());

    User {
        if (age < 0) {
            throw new IllegalArgumentException("nobody is " + age + " years old");
        }
        tags = List.copyOf(tags);
        scores = Map.copyOf(scores);
    }
}
