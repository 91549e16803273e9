package dev.cairn.rpc.cli.bench.subject;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The program `etcd`, as a distribution installs it. Immutable.
///
/// @param path where it is
public record EtcdProgram(Path path) {
    private static final String NAME = "etcd";

    /// The program in one of the folders of `searched`.
    ///
    /// @param searched as the environment variable `PATH` has it
    public static Optional<EtcdProgram> find(String searched) {
        return Arrays.stream(searched.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst()
                .map(EtcdProgram::new);
    }

    /// A cluster of one node, new in `directory`, on free ports of the loopback address. It answers soon,
    /// not yet.
    public ServerProcess start(Path directory) throws IOException {
        String clients = freePort();
        String peers = freePort();
        Process process = new ProcessBuilder(List.of(
                        path.toString(),
                        "--name=bench",
                        "--data-dir=" + directory,
                        "--listen-client-urls=http://" + clients,
                        "--advertise-client-urls=http://" + clients,
                        "--listen-peer-urls=http://" + peers,
                        "--initial-advertise-peer-urls=http://" + peers,
                        "--initial-cluster=bench=http://" + peers,
                        "--logger=zap",
                        "--log-level=error"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return ServerProcess.of(process, clients);
    }

    private static String freePort() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return loopback.getHostAddress() + ":" + socket.getLocalPort();
        }
    }
}
