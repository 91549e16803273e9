package dev.cairn.sim.history;

import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import dev.cairn.sim.history.Verdict.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// What a checker must say: written by hand, by trying all orders, and where the budget ends.
final class Judges {
    private static final Path FOLDER = Path.of("src/test/resources/histories");

    private Judges() {}

    /// What `checker` says wrongly, a line each.
    static List<String> complaints(Checker checker) {
        List<String> complaints = new ArrayList<>();
        files().forEach(file -> {
            boolean isYes = file.getFileName().toString().startsWith("yes-");
            Verdict verdict = checker.judge(read(file), 100_000);
            if (!(isYes ? verdict instanceof Linearizable : verdict instanceof NotLinearizable)) {
                complaints.add(file.getFileName() + ": " + verdict);
            }
        });
        if (!(checker.judge(crowd(), 500) instanceof Unknown)) {
            complaints.add("a verdict after too few steps");
        }
        complaints.addAll(complaintsByBruteForce(checker));
        return complaints;
    }

    /// The histories with the verdict in their names.
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static History read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return History.read(in, file.getFileName().toString());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Sixteen clients on one key.
    static History crowd() {
        return new SimulatedClients(16, 1, 1_000_000, 2000, 0).run(new SplittableRandom(7));
    }

    private static List<String> complaintsByBruteForce(Checker checker) {
        SimulatedClients clients = new SimulatedClients(3, 2, 2, 7, 20);
        SplittableRandom random = new SplittableRandom(2);
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            History history = Spoiled.of(clients.run(random), random);
            boolean isYes = checker.judge(history, 100_000) instanceof Linearizable;
            if (isYes != BruteForce.isLinearizable(history)) {
                complaints.add("brute force says another thing of " + history);
            }
        }
        return complaints;
    }
}
