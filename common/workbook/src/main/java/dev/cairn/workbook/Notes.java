package dev.cairn.workbook;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one test has noted of the unfinished exercises that it met: the id of the first one.
///
/// A thread takes notes for the test that it was started in, directly or through other threads, and for no other. A
/// thread that outlives its test therefore cannot speak for a later one, and a failure of the later test stays a
/// failure. The notes of a class of tests stand around those of its tests: what its set-up met concerns them all.
///
/// What a thread of nobody's does (one that was running before the first test) is not noted; its exception, when it
/// reaches a test, is recognised by its sentence. Thread-safe.
public final class Notes {
    private static final Pattern SENTENCE = Pattern.compile("exercise (\\d{1,2}\\.\\d{1,3}) is not done yet");

    /// The notes that the thread takes part in. Per thread and inherited: the only way to know which test an
    /// exception belongs to that is made far away from it and caught by somebody else.
    private static final InheritableThreadLocal<Notes> OF_THREAD = new InheritableThreadLocal<>();

    /// Those that a test takes now, for whoever wants to know whether it waits in vain.
    private static final AtomicReference<@Nullable Notes> RUNNING = new AtomicReference<>();

    private final @Nullable Notes outer;
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    private Notes(@Nullable Notes outer) {
        this.outer = outer;
    }

    /// Empty notes that stand within no others.
    public static Notes outermost() {
        return new Notes(null);
    }

    /// Empty notes that stand within these.
    public Notes within() {
        return new Notes(this);
    }

    /// Makes the calling thread, and those that it will start, take these notes until the result is closed.
    public Taking take() {
        Notes before = OF_THREAD.get();
        OF_THREAD.set(this);
        Notes running = RUNNING.getAndSet(this);
        return () -> {
            RUNNING.compareAndSet(this, running);
            giveBack(before);
        };
    }

    /// The id of the first unfinished exercise that the test met which runs now, on whatever thread.
    public static Optional<String> idOfRunning() {
        Notes running = RUNNING.get();
        return running == null ? Optional.empty() : running.id();
    }

    /// The id of the first unfinished exercise that was met, if one was.
    public Optional<String> id() {
        String own = first.get();
        if (own != null) {
            return Optional.of(own);
        }
        return outer == null ? Optional.empty() : outer.id();
    }

    /// Takes note of an id that `thrown`, its causes or what they suppressed speak of, and returns what is noted
    /// then.
    ///
    /// The sentence is enough, because some exceptions carry only text of it: a class whose initialization has
    /// failed once says so with the message of the first failure, and another process with what it printed.
    public Optional<String> id(Throwable thrown) {
        Optional<String> noted = id();
        if (noted.isPresent()) {
            return noted;
        }
        spokenOf(thrown).ifPresent(this::add);
        return id();
    }

    /// Notes every unfinished exercise that another process speaks of in `text`, as if it had been met here.
    public static void heard(String text) {
        SENTENCE.matcher(text).results().forEach(sentence -> note(sentence.group(1)));
    }

    /// What is said of an exercise that is not done yet.
    public static String sentence(String id) {
        return "exercise " + id + " is not done yet";
    }

    static void note(String id) {
        Notes notes = OF_THREAD.get();
        if (notes != null) {
            notes.add(id);
        }
    }

    private void add(String id) {
        first.compareAndSet(null, id);
    }

    private static void giveBack(@Nullable Notes before) {
        if (before == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(before);
        }
    }

    private static Optional<String> spokenOf(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> rest = new ArrayDeque<>();
        rest.add(thrown);
        while (!rest.isEmpty()) {
            Throwable next = rest.remove();
            if (!seen.add(next)) {
                continue;
            }
            Matcher sentence = SENTENCE.matcher(String.valueOf(next.getMessage()));
            if (sentence.find()) {
                return Optional.of(sentence.group(1));
            }
            Optional.ofNullable(next.getCause()).ifPresent(rest::add);
            Collections.addAll(rest, next.getSuppressed());
        }
        return Optional.empty();
    }

    /// The time in which a thread takes notes. Confined to that thread.
    public interface Taking extends AutoCloseable {
        @Override
        void close();
    }
}
