package dev.cairn.rpc.cli.serve;

import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.access.AccessWatch;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.web.server.WebOptions;
import dev.cairn.web.server.WebServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a node listens. What guards the one door guards the other.
///
/// Immutable.
///
/// @param grpc for programs
/// @param http for people, browsers and monitors; a node may do without
record Doors(ServerOptions grpc, Optional<WebOptions> http) {
    /// For gRPC alone.
    static Doors of(ServerOptions grpc) {
        return new Doors(grpc, Optional.empty());
    }

    /// The same, closed with another grace.
    Doors withDrainGrace(Duration grace) {
        return new Doors(grpc.withDrainGrace(grace), http);
    }

    /// The same, with somebody who is told whom they did not let in.
    Doors watchedBy(AccessWatch watch) {
        return new Doors(grpc.guardedBy(grpc.guard().watchedBy(watch)), http);
    }

    /// Looks at the addresses, and listens there for a moment: for whoever has to open other things first.
    ///
    /// @throws dev.cairn.common.store.StoreException as opening would
    void refuseAddresses() {
        StoreServer.refuseAddress(grpc);
        http.ifPresent(web -> {
            InetSocketAddress address = new InetSocketAddress(web.host(), web.port());
            if (!address.isUnresolved()) {
                grpc.guard().refuseOpen(address, endpointOf(web).toString());
            }
            WebServer.refuseAddress(web);
        });
    }

    /// What whoever opens them should be told, a line each.
    List<String> notes() {
        Optional<String> seen = StoreServer.exposure(grpc)
                .or(() -> http.flatMap(web -> StoreServer.exposure(grpc.at(endpointOf(web)))));
        List<String> files = grpc.guard().tls().map(Tls::notes).orElse(List.of());
        return Stream.concat(seen.stream(), files.stream()).toList();
    }

    private static Endpoint endpointOf(WebOptions web) {
        return new Endpoint(web.host(), web.port());
    }
}
