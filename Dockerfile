# Heel's image, of the sources alone:
#
#   docker build -t heel .
#
# It runs as 65532 with a read-only root; only /tmp is written. Without Docker:
# ./mvnw -Pimage verify writes the same as operator/target/heel-image.tar, but for the AOT cache.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -DskipTests -DskipAnalysis -Dspotless.check.skip=true package

# One run of the sandbox, which has the whole operator in it, tells the JVM which classes to keep ready.
# The cache is good for this runtime, these jars with their times, and these flags; with others the
# JVM does without.
FROM ${JRE} AS rehearsal
COPY --from=build /src/operator/target/heel.jar /heel/heel.jar
COPY --from=build /src/operator/target/lib /heel/lib
COPY manifests/getting-started /rehearsal/getting-started
WORKDIR /rehearsal
RUN java --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders \
      -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=/heel/heel.aot \
      -jar /heel/heel.jar sandbox -f getting-started --once

FROM ${JRE}
LABEL org.opencontainers.image.title="heel" \
      org.opencontainers.image.description="Datadog follows your Kubernetes cluster" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=rehearsal /heel /heel
WORKDIR /heel
USER 65532:65532
EXPOSE 8081
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/heel/heel.aot", "-jar", "/heel/heel.jar"]
CMD ["operator"]
