package dev.heel.engine;

import dev.heel.engine.models.Misfit;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.ValueWords;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import java.util.List;

/**
 * What is not as Datadog's models have it, in words for people. All are warnings, since Datadog may
 * know more than a client of some day, but for a name that an API is recorded to refuse.
 *
 * @param draft whose body it is
 */
record ModelWords(Draft draft, ApiKind<?> kind) {
  private static final String UNKNOWN = "unknown-option";
  private static final String AS_IT_IS = "It is sent as it is.";
  private static final String DECIDES = "It is sent as it is, and Datadog decides.";
  private static final int MOST_SHOWN = 12;

  Problem problem(Misfit misfit) {
    return switch (misfit.sort()) {
      case TYPE -> type(misfit);
      case MISSING -> missing(misfit);
      case EMPTY -> lacking(misfit, "there is nothing in this list", "Fill it");
      case NAME -> name(misfit);
      case VALUE -> value(misfit);
    };
  }

  private Problem type(Misfit misfit) {
    String is = ValueWords.shown(misfit.value());
    String belongs = misfit.known().get(0);
    return warning(
        "body-type", misfit, "this is %s, not %s".formatted(is, belongs), "Write " + belongs + ".");
  }

  private Problem missing(Misfit misfit) {
    String name = misfit.known().get(0);
    return lacking(misfit, name + " is missing here", "Add it");
  }

  private Problem lacking(Misfit misfit, String message, String remedy) {
    return Problem.warning(
        "body-missing",
        place(misfit).pointer(),
        where(misfit) + message,
        remedy + ": Datadog may refuse the whole as it is.");
  }

  private Problem value(Misfit misfit) {
    List<String> known = misfit.known();
    String hint = Nearest.hint(misfit.value().asText(), known);
    String remedy =
        !hint.isEmpty() || known.size() > MOST_SHOWN
            ? ""
            : "Known are " + String.join(", ", known) + ".";
    return warning(
        "body-value",
        misfit,
        "Heel does not know %s here%s".formatted(ValueWords.shown(misfit.value()), hint),
        remedy);
  }

  private Problem name(Misfit misfit) {
    String pointer = misfit.pointer();
    String name =
        pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    String hint = Nearest.hint(name, misfit.known());
    String no = "Datadog's %ss have no option %s".formatted(kind.noun(), name);
    return switch (kind.routes().unknownNames()) {
      case IGNORED ->
          warning(
              misfit, no + " that Heel knows, and ignore what they do not know" + hint, AS_IT_IS);
      case UNSURE -> warning(misfit, no + " here that Heel knows" + hint, DECIDES);
      case REFUSED ->
          Problem.error(
              UNKNOWN,
              place(misfit).pointer(),
              where(misfit) + no + ", and a body with one that they do not know is refused" + hint,
              "Datadog would say: \"Additional properties are not allowed ('%s' was unexpected)\"."
                      .formatted(ValueWords.shortened(name))
                  + " Take it out.");
    };
  }

  private Problem warning(Misfit misfit, String message, String remedy) {
    return Problem.warning(UNKNOWN, place(misfit).pointer(), where(misfit) + message, remedy);
  }

  private Problem warning(String rule, Misfit misfit, String message, String remedy) {
    return Problem.warning(
        rule, place(misfit).pointer(), where(misfit) + message, (remedy + " " + DECIDES).strip());
  }

  private Place place(Misfit misfit) {
    return draft.place(misfit.pointer());
  }

  /** The place within a definition that stands elsewhere; its own place is all that is here. */
  private String where(Misfit misfit) {
    return place(misfit).pointer().equals("/spec/definitionFrom") ? misfit.pointer() + ": " : "";
  }
}
