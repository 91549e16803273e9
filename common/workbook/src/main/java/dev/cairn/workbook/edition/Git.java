package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program git, called in one folder. What the caller's environment says about repositories is kept from it.
final class Git {
    private static final List<String> NEUTRAL_AUTHOR =
            List.of("-c", "user.name=A Cairn student", "-c", "user.email=student@example.invalid");

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /// The names of the files of the work tree that are tracked, or would be if they were added. Names have `/`
    /// between folders.
    ///
    /// @throws IOException if there is no git, or the folder is in no work tree
    List<String> files() throws IOException {
        String names = run(
                ProcessBuilder.Redirect.DISCARD,
                List.of("ls-files", "-z", "--cached", "--others", "--exclude-standard"));
        return List.of(names.split("\0")).stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /// Makes the folder a repository of its own, with one commit that holds everything in it.
    void begin(String message) throws IOException {
        run(List.of("init", "--quiet", "--template=", "--initial-branch=main"));
        run(List.of("add", "--all"));
        List<String> commit = new ArrayList<>();
        if (!hasAuthor()) {
            commit.addAll(NEUTRAL_AUTHOR);
        }
        commit.addAll(List.of("-c", "commit.gpgsign=false", "-c", "core.hooksPath=.git/no-hooks"));
        commit.addAll(List.of("commit", "--quiet", "--no-verify", "-m", message));
        run(commit);
    }

    private boolean hasAuthor() {
        try {
            run(List.of("config", "user.name"));
            run(List.of("config", "user.email"));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void run(List<String> arguments) throws IOException {
        run(ProcessBuilder.Redirect.PIPE, arguments);
    }

    /// What git prints. What it complains of is discarded, or else is the end of the exception's message.
    private String run(ProcessBuilder.Redirect complaints, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") && !name.startsWith("GIT_CONFIG"));
        builder.redirectError(complaints).redirectErrorStream(complaints.equals(ProcessBuilder.Redirect.PIPE));
        Process git = builder.start();
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = git.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("git ended with " + code + ": "
                    + said.strip().lines().findFirst().orElse(""));
        }
        return said;
    }
}
