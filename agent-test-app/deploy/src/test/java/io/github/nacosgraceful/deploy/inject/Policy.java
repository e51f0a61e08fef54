package io.github.nacosgraceful.deploy.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A MutatingAdmissionPolicy whose expressions are evaluated by CEL's own library. What Kubernetes
 * adds to the language is here: the types of the object, variables that build on each other, the
 * libraries for strings and optional values. An expression that does not compile throws.
 */
final class Policy {

  static final String VARIABLES = "variables";

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHomogeneousLiterals(true)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.optional(), CelExtensions.strings())
          .setTypeProvider(new PodTypes(ImmutableMap.of()))
          .setValueProvider((type, fields) -> Optional.of(new Built(type, fields)))
          .build();

  private final List<CelRuntime.Program> conditions = new ArrayList<>();
  private final Map<String, CelRuntime.Program> variables = new LinkedHashMap<>();
  private final List<CelRuntime.Program> mutations = new ArrayList<>();

  Policy(JsonNode policy) throws CelValidationException, CelEvaluationException {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    JsonNode spec = policy.path("spec");
    for (JsonNode condition : spec.path("matchConditions")) {
      conditions.add(program(condition, SimpleType.BOOL, ImmutableMap.of()));
    }
    for (JsonNode variable : spec.path("variables")) {
      CelAbstractSyntaxTree tree = compiled(variable, SimpleType.DYN, types.build());
      types.put(variable.path("name").asText(), tree.getResultType());
      variables.put(variable.path("name").asText(), RUNTIME.createProgram(tree));
    }
    for (JsonNode mutation : spec.path("mutations")) {
      JsonNode configuration = mutation.path("applyConfiguration");
      mutations.add(program(configuration, StructTypeReference.create("Object"), types.build()));
    }
  }

  /** The pod as it is created. */
  Map<String, Object> admit(Map<String, Object> pod) throws CelEvaluationException {
    for (CelRuntime.Program condition : conditions) {
      if (!condition.eval(Map.of("object", pod)).equals(true)) {
        return pod;
      }
    }
    Map<String, Object> changed = pod;
    for (CelRuntime.Program mutation : mutations) {
      Map<String, Object> computed = new LinkedHashMap<>();
      for (Map.Entry<String, CelRuntime.Program> variable : variables.entrySet()) {
        computed.put(variable.getKey(), variable.getValue().eval(given(changed, computed)));
      }
      changed = ApplyConfiguration.merged(changed, mutation.eval(given(changed, computed)));
    }
    return changed;
  }

  private static Map<String, Object> given(Map<String, Object> pod, Map<String, Object> computed) {
    return Map.of("object", pod, VARIABLES, new Built(VARIABLES, Map.copyOf(computed)));
  }

  private static CelRuntime.Program program(
      JsonNode owner, CelType result, ImmutableMap<String, CelType> variables)
      throws CelValidationException, CelEvaluationException {
    return RUNTIME.createProgram(compiled(owner, result, variables));
  }

  private static CelAbstractSyntaxTree compiled(
      JsonNode owner, CelType result, ImmutableMap<String, CelType> variables)
      throws CelValidationException {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(CelExtensions.optional(), CelExtensions.strings())
        .setTypeProvider(new PodTypes(variables))
        .addVar("object", SimpleType.DYN)
        .addVar(VARIABLES, StructTypeReference.create(VARIABLES))
        .setResultType(result)
        .build()
        .compile(owner.path("expression").asText())
        .getAst();
  }
}
