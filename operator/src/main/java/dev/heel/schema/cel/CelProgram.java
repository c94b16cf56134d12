package dev.heel.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Objects;

/** A checked expression that becomes runnable when it is first run. */
final class CelProgram {
  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .build();

  private final CelAbstractSyntaxTree checked;
  private volatile CelRuntime.Program program;

  CelProgram(CelAbstractSyntaxTree checked) {
    this.checked = checked;
  }

  /** The library's runtime, built once: that takes as long as all its other beginnings. */
  private static final class Runtime {
    static final CelRuntime INSTANCE =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.optional(), CelExtensions.strings(), CelExtensions.lists())
            .build();
  }

  /** Builds the runtime beside the compilation of the first rules, so that it is there in time. */
  static void prepare() {
    Thread thread = new Thread(() -> Objects.requireNonNull(Runtime.INSTANCE), "cel-runtime");
    thread.setDaemon(true);
    thread.start();
  }

  Object eval(Map<String, ?> variables) throws CelEvaluationException {
    CelRuntime.Program ready = program;
    if (ready == null) {
      ready = Runtime.INSTANCE.createProgram(checked);
      program = ready;
    }
    return ready.eval(variables);
  }
}
