package io.github.nacosgraceful.deploy.inject;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value with fields that an expression has made: {@code Object.spec{…}}. */
@Immutable
@SuppressWarnings("Immutable")
final class Built extends StructValue<String, Map<String, Object>> {

  private final String type;
  private final Map<String, Object> fields;

  Built(String type, Map<String, Object> fields) {
    this.type = type;
    this.fields = fields;
  }

  /** As plain maps and lists, like a pod. */
  static Object plain(Object value) {
    if (value instanceof Built built) {
      Map<String, Object> plain = new LinkedHashMap<>();
      built.fields.forEach((name, field) -> plain.put(name, plain(field)));
      return plain;
    }
    return value instanceof List<?> list ? list.stream().map(Built::plain).toList() : value;
  }

  @Override
  public Map<String, Object> value() {
    return fields;
  }

  @Override
  public boolean isZeroValue() {
    return fields.isEmpty();
  }

  @Override
  public CelType celType() {
    return StructTypeReference.create(type);
  }

  @Override
  public Object select(String field) {
    return find(field).orElseThrow();
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }
}
