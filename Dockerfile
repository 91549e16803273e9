# The cairn program with a Java runtime of its own, and nothing else: docs/containers.md.
#
#   docker build -t cairn .                              builds the program too; needs a registry and Maven Central
#   docker build -t cairn --build-arg PROGRAM=built .    takes the program that ./cairn has built; needs the base only
#
# JDK is the base of the stages that build, and no part of the image. Where no registry answers, .ci/base-image makes
# one under the same name out of the JDK of the machine.
ARG JDK=eclipse-temurin:25.0.3_9-jdk-noble

FROM ${JDK} AS program
LABEL dev.cairn.stage=build
WORKDIR /src
COPY . .
ARG PROGRAM=fresh
RUN set -eu; \
    if [ "$PROGRAM" = fresh ]; then \
        rm -rf week07-raft/target; \
        ./mvnw -q -B -ntp -Dlints=off -Djacoco.skip -Dmaven.test.skip package; \
    fi; \
    mkdir -p /image/opt/cairn; \
    cp -r week07-raft/target/cairn.jar week07-raft/target/lib /image/opt/cairn/

FROM ${JDK} AS runtime
LABEL dev.cairn.stage=build
COPY .docker/ /build/
COPY --from=program /image /image
RUN sh /build/assemble /image

FROM scratch
COPY --from=runtime --chown=0:0 /image /
COPY --from=runtime --chown=10001:10001 /home-of-data /
ENV LANG=C.UTF-8 MALLOC_ARENA_MAX=2
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 4610 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/opt/cairn/runtime/bin/java", "@/opt/cairn/probe.options", "dev.cairn.cluster.Probe"]
ENTRYPOINT ["/opt/cairn/runtime/bin/java", "@/opt/cairn/java.options", "dev.cairn.cluster.Cairn"]
# All interfaces of the container, and so neither without TLS nor without tokens.
CMD ["serve", "--dir", "/data/store", "--grpc", "0.0.0.0:4610", "--http", "0.0.0.0:8080", "--grace", "5s", \
    "--tls-cert", "/etc/cairn/tls.crt", "--tls-key", "/etc/cairn/tls.key", "--tokens", "/etc/cairn/tokens"]
