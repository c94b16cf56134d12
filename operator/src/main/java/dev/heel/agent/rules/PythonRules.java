package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.integrations.Modules;
import dev.heel.agent.rules.PythonSource.Import;
import dev.heel.resource.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Python checks: what the Agent's loader wants of a module, and what its Python lacks. */
final class PythonRules {
  /** Ways to start processes, which the Agent's threads do not bear. */
  private static final Set<String> PROCESSES = Set.of("subprocess", "multiprocessing");

  private PythonRules() {}

  /** A module as text, and the field that it is in. */
  private record Text(String pointer, String source, boolean inline) {
    Problem error(String rule, int offset, int length, String message, String remedy) {
      return at(Problem.error(rule, pointer, message, remedy), offset, length);
    }

    Problem warning(String rule, int offset, int length, String message, String remedy) {
      return at(Problem.warning(rule, pointer, message, remedy), offset, length);
    }

    private Problem at(Problem problem, int offset, int length) {
      return inline ? problem.within(offset, length) : problem;
    }
  }

  static List<Problem> sourceIsThere(CheckDraft draft, Grounds grounds) {
    Optional<ConfigMapEntry> entry = draft.pythonEntry();
    if (entry.isEmpty() || grounds.content() == null) {
      return List.of();
    }
    byte[] source = grounds.content().get(entry.get());
    if (source != null && decoded(source).isPresent()) {
      return List.of();
    }
    String at = "/spec/pythonFrom/configMap";
    String remedy = "Put the module's source there.";
    return List.of(
        source == null
            ? entry.get().missing(at, remedy)
            : Problem.error("python-syntax", at, entry.get() + " is no UTF-8 text", remedy));
  }

  private static Optional<Text> text(CheckDraft draft, Grounds grounds) {
    if (draft.spec().python != null) {
      return Optional.of(new Text("/spec/python", draft.spec().python, true));
    }
    Map<ConfigMapEntry, byte[]> content = grounds.content();
    return draft
        .pythonEntry()
        .map(entry -> content == null ? null : content.get(entry))
        .flatMap(PythonRules::decoded)
        .map(source -> new Text("/spec/pythonFrom/configMap", source, false));
  }

  private static Optional<String> decoded(byte[] source) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static List<Problem> moduleIsRight(CheckDraft draft, Grounds grounds) {
    Optional<Text> text = draft.kind() == Kind.PYTHON ? text(draft, grounds) : Optional.empty();
    if (text.isEmpty()) {
      return List.of();
    }
    PythonSource source = PythonSource.of(text.get().source());
    List<Problem> problems = new ArrayList<>(imports(text.get(), source));
    problems.addAll(indentation(text.get(), source));
    new PythonClasses(source)
        .verdicts()
        .forEach(
            verdict ->
                problems.add(
                    verdict.error()
                        ? text.get()
                            .error(
                                verdict.rule(),
                                verdict.offset(),
                                verdict.length(),
                                verdict.message(),
                                verdict.remedy())
                        : text.get()
                            .warning(
                                verdict.rule(),
                                verdict.offset(),
                                verdict.length(),
                                verdict.message(),
                                verdict.remedy())));
    return problems;
  }

  /** Python 3 refuses a block that is indented by both, if they disagree; no source needs both. */
  private static List<Problem> indentation(Text text, PythonSource source) {
    boolean tabs = source.code().lines().anyMatch(line -> line.matches("\\t+\\S.*"));
    boolean blanks = source.code().lines().anyMatch(line -> line.matches(" +\\S.*"));
    return tabs && blanks
        ? List.of(
            text.error(
                "python-indentation",
                0,
                0,
                "some lines are indented with tabs and some with blanks",
                "Python refuses that; use blanks."))
        : List.of();
  }

  private static List<Problem> imports(Text text, PythonSource source) {
    List<Problem> problems = new ArrayList<>();
    for (Import each : source.imports()) {
      String root = each.root();
      if (PROCESSES.contains(root)) {
        problems.add(
            text.warning(
                "python-process",
                each.offset(),
                root.length(),
                root + " starts processes, which the Agent does not bear in a check",
                "Use get_subprocess_output of datadog_checks.base.utils.subprocess_output."));
      } else if (root.equals("checks") && !each.guarded()) {
        problems.add(
            text.warning(
                "python-old-import",
                each.offset(),
                root.length(),
                "the package checks is that of Agents before 6.6",
                "Write from datadog_checks.base import AgentCheck."));
      } else if (!each.guarded() && isMissing(root)) {
        problems.add(
            text.warning(
                "python-import",
                each.offset(),
                each.module().length(),
                "the Agent's Python has no module " + root,
                "A check brings one file; what else it imports must be in the Agent's image."));
      }
    }
    return problems;
  }

  private static boolean isMissing(String root) {
    return !root.isEmpty() && !Modules.STANDARD.has(root) && !Modules.EMBEDDED.has(root);
  }
}
