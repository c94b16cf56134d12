# Heel's image, of the sources alone:
#
#   docker build -t heel .
#
# It runs as 65532 with a read-only root; only /tmp is written. Without Docker:
# ./mvnw -Pimage verify writes the like as operator/target/heel-image.tar, without the AOT cache.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -DskipTests -DskipAnalysis -Dspotless.check.skip=true package

# The operator once, against the sandbox's API server, so that the JVM keeps ready what it needs to
# start. The cache is good for this runtime, these jars with their times, and the flags of the chart;
# with others the JVM does without.
FROM ${JRE} AS rehearsal
COPY --from=build /src/operator/target/heel.jar /heel/heel.jar
COPY --from=build /src/operator/target/lib /heel/lib
COPY operator/src/build/rehearse /tmp/rehearse
WORKDIR /tmp
RUN sh /tmp/rehearse /heel/heel.jar /heel/heel.aot

FROM ${JRE}
LABEL org.opencontainers.image.title="heel" \
      org.opencontainers.image.description="Datadog follows your Kubernetes cluster" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=rehearsal /heel /heel
WORKDIR /heel
USER 65532:65532
EXPOSE 8081
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-XX:TrimNativeHeapInterval=10000", "-XX:AOTCache=/heel/heel.aot", "-jar", "/heel/heel.jar"]
CMD ["operator"]
