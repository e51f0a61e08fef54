package io.github.nacosgraceful.deploy.inject;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.gson.annotations.SerializedName;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.kubernetes.client.openapi.models.V1Pod;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types that an apply configuration of a pod is made of, as Kubernetes names them: {@code
 * Object}, {@code Object.spec}, {@code Object.spec.containers}. Their fields are those of the API.
 */
final class PodTypes implements CelTypeProvider {

  private static final String ROOT = "Object";

  private final Map<String, StructType> types = new HashMap<>();
  private final ImmutableList<CelType> variables;

  /**
   * @param variables what the policy has computed before, as one type with a field for each
   */
  PodTypes(ImmutableMap<String, CelType> variables) {
    this.variables =
        ImmutableList.of(
            StructType.create(
                Policy.VARIABLES,
                variables.keySet(),
                name -> Optional.ofNullable(variables.get(name))));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return variables;
  }

  @Override
  public Optional<CelType> findType(String name) {
    if (name.equals(Policy.VARIABLES)) {
      return Optional.of(variables.get(0));
    }
    if (!name.equals(ROOT) && !name.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    Class<?> model = V1Pod.class;
    for (String part : name.substring(ROOT.length()).split("\\.")) {
      Field field = part.isEmpty() ? null : fields(model).get(part);
      if (field != null) {
        model = model(field.getGenericType());
      }
      if (model == null || field == null && !part.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(struct(name, model));
  }

  private StructType struct(String name, Class<?> model) {
    Map<String, Field> fields = fields(model);
    return types.computeIfAbsent(
        name,
        key ->
            StructType.create(
                name,
                ImmutableSet.copyOf(fields.keySet()),
                field ->
                    Optional.ofNullable(fields.get(field))
                        .map(found -> type(name + "." + field, found.getGenericType()))));
  }

  private CelType type(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class
          ? ListType.create(type(name, last))
          : MapType.create(SimpleType.STRING, type(name, last));
    }
    if (type == String.class) {
      return SimpleType.STRING;
    }
    if (type == Integer.class || type == Long.class) {
      return SimpleType.INT;
    }
    if (type == Boolean.class) {
      return SimpleType.BOOL;
    }
    return model(type) == null ? SimpleType.DYN : struct(name, model(type));
  }

  /** Of a list, the model of its elements; null if there is none. */
  private static Class<?> model(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class ? model(generic.getActualTypeArguments()[0]) : null;
    }
    Class<?> plain = (Class<?>) type;
    return plain.getPackage() == V1Pod.class.getPackage() ? plain : null;
  }

  private static Map<String, Field> fields(Class<?> model) {
    Map<String, Field> fields = new HashMap<>();
    for (Field field : model.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        fields.put(name.value(), field);
      }
    }
    return fields;
  }
}
