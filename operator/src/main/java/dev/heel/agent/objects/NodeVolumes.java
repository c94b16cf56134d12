package dev.heel.agent.objects;

import static dev.heel.agent.objects.Containers.mount;
import static dev.heel.agent.objects.Containers.readOnly;

import dev.heel.agent.files.AgentFiles;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** What of a node its Agent sees, and where it writes (Datadog's Helm chart has the same). */
final class NodeVolumes {
  private final AgentInput input;
  private final List<NodeFolders.Folder> folders;

  NodeVolumes(AgentInput input, List<NodeFolders.Folder> folders) {
    this.input = input;
    this.folders = folders;
  }

  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    for (String name : List.of("config", "auth", "logs", "tmp")) {
      volumes.add(empty(name));
    }
    boolean logs = AgentInput.collectsLogs(input.spec().logs);
    volumes.add(logs ? host("run", "/var/lib/datadog-agent/logs", true) : empty("run"));
    volumes.add(
        new VolumeBuilder()
            .withName("datadog-yaml")
            .withNewConfigMap()
            .withName(input.names().config())
            .endConfigMap()
            .build());
    volumes.add(host("proc", "/proc", false));
    volumes.add(host("cgroups", "/sys/fs/cgroup", false));
    volumes.add(host("os-release", "/etc/os-release", false));
    volumes.add(host("passwd", "/etc/passwd", false));
    volumes.add(host("runtime", "/var/run", false));
    volumes.add(host("sockets", DatadogYaml.SOCKETS, true));
    if (logs) {
      volumes.add(host("pod-logs", "/var/log/pods", false));
      volumes.add(host("container-logs", "/var/log/containers", false));
    }
    folders.forEach(folder -> volumes.add(folder.files().asVolume()));
    if (!input.files().imageJars().isEmpty()) {
      volumes.add(empty("image-jars"));
    }
    return volumes;
  }

  /** Of the container that runs checks. */
  List<VolumeMount> agent() {
    List<VolumeMount> mounts = common();
    mounts.add(mount("run", "/opt/datadog-agent/run"));
    mounts.add(readOnly("proc", "/host/proc"));
    mounts.add(readOnly("cgroups", "/host/sys/fs/cgroup"));
    mounts.add(readOnly("os-release", "/host/etc/os-release"));
    mounts.add(readOnly("passwd", "/etc/passwd"));
    mounts.add(readOnly("runtime", "/host/var/run"));
    if (AgentInput.collectsLogs(input.spec().logs)) {
      mounts.add(readOnly("pod-logs", "/var/log/pods"));
      mounts.add(readOnly("container-logs", "/var/log/containers"));
    }
    folders.forEach(folder -> mounts.add(readOnly(folder.files().volume(), folder.path())));
    if (!input.files().imageJars().isEmpty()) {
      mounts.add(readOnly("image-jars", AgentFiles.IMAGE_JARS));
    }
    return mounts;
  }

  /** Of the container that takes traces. */
  List<VolumeMount> traces() {
    List<VolumeMount> mounts = common();
    mounts.add(readOnly("proc", "/host/proc"));
    mounts.add(readOnly("cgroups", "/host/sys/fs/cgroup"));
    return mounts;
  }

  /** Of the container that prepares the image's own configuration. */
  List<VolumeMount> preparation() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount("config", NodeFolders.CONFIGURATION));
    mounts.add(datadogYaml());
    mounts.add(mount("logs", "/var/log/datadog"));
    mounts.add(readOnly("proc", "/host/proc"));
    mounts.add(readOnly("runtime", "/host/var/run"));
    return mounts;
  }

  private List<VolumeMount> common() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount("config", NodeFolders.CONFIGURATION));
    mounts.add(datadogYaml());
    mounts.add(mount("auth", NodeFolders.CONFIGURATION + "/auth"));
    mounts.add(mount("logs", "/var/log/datadog"));
    mounts.add(mount("tmp", "/tmp"));
    mounts.add(mount("sockets", DatadogYaml.SOCKETS));
    return mounts;
  }

  private static VolumeMount datadogYaml() {
    return new VolumeMountBuilder(
            readOnly("datadog-yaml", NodeFolders.CONFIGURATION + "/datadog.yaml"))
        .withSubPath("datadog.yaml")
        .build();
  }

  static Volume empty(String name) {
    return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
  }

  private static Volume host(String name, String path, boolean made) {
    return new VolumeBuilder()
        .withName(name)
        .withNewHostPath(path, made ? "DirectoryOrCreate" : null)
        .build();
  }
}
