package dev.cairn.workbook.edition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Made-up sources with every kind of mark that there is.
final class Fixture {
    static final String FILE = "week01-wal/src/main/java/dev/cairn/wal/Awkward.java";

    static final String AWKWARD = """
            package dev.cairn.wal;

            import dev.cairn.workbook.Exercise;
            import dev.cairn.workbook.Solution;
            import java.io.IOException;
            import java.util.List;
            import java.util.function.Function;

            /// All sorts of methods, { braces } in comments too.
            public final class Awkward<T> {
                private static final String TEXT = "} not the end {";
                private final T held;

                /// A field that only a body knows.
                @Solution
                private int seen;

                /// Holds a thing.
                ///
                /// Says **how**.
                @Exercise("1.3")
                public Awkward(T held) {
                    super();
                    this.held = java.util.Objects.requireNonNull(held); // a comment with "}" in it
                }

                /// First of all.
                @Solution
                private static <E> E first(List<E> all) {
                    return last(all.reversed());
                }

                @Solution
                private static <E> E last(List<E> all) {
                    return all.getLast();
                }

                /// Task of *append*.
                @Exercise("1.2")
                public <E extends Comparable<E>, X extends Exception> E append(
                        List<? extends E> all, Function<? super E, ? extends X> why) throws X, IOException {
                    if (all.isEmpty()) {
                        throw why.apply(null);
                    }
                    seen++;
                    return first(all);
                }

                /** Another task. */
                @Exercise("1.10") static int add(int... numbers) { return numbers.length == 0 ? 0 : numbers[0]; }

                static int add(List<Integer> numbers) {
                    return numbers.size() + TEXT.length();
                }

                /// One of several.
                record Point(int x, int y) {
                    static final int ZERO = 0;

                    @Exercise("1.2")
                    Point {
                        if (x < ZERO) {
                            throw new IllegalArgumentException();
                        }
                    }

                    @Exercise("1.4")
                    Point(int both) {
                        this(both, both);
                        System.out.println(both);
                    }
                }

                /// All of it.
                @Exercise("1.5")
                static final class Whole implements Runnable {
                    private int runs;

                    Whole() {
                        runs = 1;
                    }

                    @Override
                    public void run() {
                        runs += helper() + idle() - four;
                    }

                    private int helper() {
                        return new Object() {
                            int four() {
                                return four;
                            }
                        }.four();
                    }

                    @Exercise("1.6")
                    int runs() {
                        return runs;
                    }

                    /// Stands last.
                    @Solution
                    private static final int four = 4;

                    @Solution
                    private static int idle() {
                        return four;
                    }
                }

                interface Door {
                    int open();

                    @Exercise("1.7")
                    default int close() {
                        return new Key(open()).turned();
                    }

                    /// Only for the solution.
                    @Solution
                    record Key(int teeth) {
                        int turned() {
                            return -teeth;
                        }
                    }
                }
            }
            """;

    private Fixture() {}

    static Holes holes() {
        return Holes.of(Map.of(FILE, AWKWARD));
    }

    static Holes holes(String text) {
        return Holes.of(Map.of(FILE, text));
    }

    static String text(Holes holes) {
        return holes.sources().values().iterator().next();
    }

    /// Writes a file below `root`, with the folders that it needs.
    static void write(Path root, String name, String text) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
