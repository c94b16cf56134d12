package dev.heel.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.GoText;
import dev.heel.schema.structure.Rule;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Compiles the rules of one place in a schema. The language is what Kubernetes and the CEL library
 * have in common: the standard functions and macros, optionals, and the string and list functions.
 */
final class CelCompilation {
  private static final CelCompiler BASE = base();

  private static CelCompiler base() {
    CelProgram.prepare();
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(CelProgram.OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(CelExtensions.optional(), CelExtensions.strings(), CelExtensions.lists())
        .build();
  }

  private final CelTypes types;
  private final CelShape self;
  private final Consumer<FieldError> problems;

  /**
   * @param problems takes what is wrong with each expression that does not compile
   */
  CelCompilation(CelTypes types, CelShape self, Consumer<FieldError> problems) {
    this.types = types;
    this.self = self;
    this.problems = problems;
  }

  /** The rules of the shape's own node; {@code path} is that node's place in the CRD. */
  List<CelRule> rules(String path) {
    List<Rule> written = self.schema().rules();
    CelCompiler plain = compiler(self.type());
    return IntStream.range(0, written.size())
        .mapToObj(i -> rule(plain, written.get(i), path + ".x-kubernetes-validations[" + i + "]"))
        .toList();
  }

  private CelCompiler compiler(CelType oldSelf) {
    return BASE.toCompilerBuilder()
        .setTypeProvider(types)
        .addVar("self", self.type())
        .addVar("oldSelf", oldSelf)
        .build();
  }

  private CelRule rule(CelCompiler plain, Rule rule, String path) {
    CelCompiler compiler =
        rule.optionalOldSelf() ? compiler(OptionalType.create(self.type())) : plain;
    Compiled test = compile(compiler, rule.text(), SimpleType.BOOL, path + ".rule");
    Compiled message =
        rule.messageExpression().isEmpty()
            ? new Compiled(null, false)
            : compile(
                compiler, rule.messageExpression(), SimpleType.STRING, path + ".messageExpression");
    List<String> blamed =
        RulePath.parse(
            rule.fieldPath(),
            self.schema(),
            problem ->
                problems.accept(
                    invalid(
                        path + ".fieldPath",
                        rule.fieldPath(),
                        "fieldPath must be a valid path: " + problem)));
    return new CelRule(rule, test.program(), message.program(), test.usesOldSelf(), blamed);
  }

  private static FieldError invalid(String path, String value, String sentence) {
    return FieldError.ofCrd(path, "Invalid value: " + GoText.quote(value) + ": " + sentence);
  }

  private record Compiled(CelProgram program, boolean usesOldSelf) {}

  private Compiled compile(CelCompiler compiler, String text, CelType wanted, String path) {
    CelValidationResult result = compiler.compile(text);
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      if (!ast.getResultType().equals(wanted)) {
        String kind = wanted.equals(SimpleType.BOOL) ? "cel expression" : "messageExpression";
        String type = wanted.equals(SimpleType.BOOL) ? "bool" : "string";
        problems.accept(invalid(path, text, kind + " must evaluate to a " + type));
      }
      boolean usesOldSelf =
          ast.getReferenceMap().values().stream()
              .anyMatch(reference -> reference.name().equals("oldSelf"));
      return new Compiled(new CelProgram(ast), usesOldSelf);
    } catch (CelValidationException e) {
      problems.accept(invalid(path, text, "compilation failed: " + e.getMessage()));
      return new Compiled(null, false);
    }
  }
}
