package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.Leaf;
import dev.heel.agent.check.Variable;
import dev.heel.resource.Problem;
import dev.heel.resource.SecretMention;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Credentials: from a Secret, by a handle that the Agent resolves (Datadog, "Secrets Management").
 */
final class SecretRules {
  private static final Pattern HANDLE = Pattern.compile("\\s*ENC\\[.*]\\s*");
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)(.*_)?(password|passwd|pass|token|secret|api_?key|app_?key|credentials?)");

  private SecretRules() {}

  static List<Problem> secretsStandAlone(CheckDraft draft, Grounds grounds) {
    return told(
        draft,
        leaf -> SecretMention.isMisnamed(leaf.text()),
        leaf -> SecretMention.misnamed(Problem.Place.of(leaf.pointer()), leaf.text()));
  }

  /** Without a backend the Agent hands the handle itself to the check, as a password. */
  static List<Problem> secretsCanBeRead(CheckDraft draft, Grounds grounds) {
    if (grounds.readsSecrets()) {
      return List.of();
    }
    return told(
        draft,
        leaf -> SecretMention.isMeant(leaf.text()) || HANDLE.matcher(leaf.text()).matches(),
        leaf ->
            Problem.error(
                "secret-backend",
                leaf.pointer(),
                "the Agent reads no Secrets, and would take the handle itself for the value",
                "Give the DatadogAgent a secretBackend."));
  }

  static List<Problem> handlesAreWhole(CheckDraft draft, Grounds grounds) {
    return told(
        draft,
        leaf -> leaf.text().contains("ENC[") && !HANDLE.matcher(leaf.text()).matches(),
        leaf ->
            Problem.warning(
                "handle-whole",
                leaf.pointer(),
                "the Agent resolves ENC[…] only where it is the whole value",
                "Put all of the value into the Secret and write $(secret/NAME/KEY) alone."));
  }

  static List<Problem> credentialsAreNotInClear(CheckDraft draft, Grounds grounds) {
    return told(
        draft,
        leaf -> isCredential(draft, leaf) && isClear(leaf),
        leaf ->
            Problem.warning(
                "clear-text-secret",
                leaf.pointer(),
                "a password in clear text; put it in a Secret and write $(secret/NAME/KEY)",
                ""));
  }

  private static boolean isCredential(CheckDraft draft, Leaf leaf) {
    return CREDENTIAL.matcher(leaf.name()).matches()
        || Catalogue.at(draft, leaf.pointer()).map(option -> option.secret()).orElse(false);
  }

  private static boolean isClear(Leaf leaf) {
    boolean text = !leaf.text().isBlank() || leaf.value().isNumber();
    return text
        && !SecretMention.isMeant(leaf.text())
        && !leaf.text().contains("ENC[")
        && Variable.in(leaf.text()).isEmpty();
  }

  private static List<Problem> told(
      CheckDraft draft, Predicate<Leaf> wrong, Function<Leaf, Problem> problem) {
    return draft.leaves().stream().filter(wrong).map(problem).toList();
  }
}
