package io.github.nacosgraceful.late;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of a class lead on to other objects of an application. Looked up once for each
 * class.
 */
final class References {

  /** Of the JDK only what holds objects of others: collections, what runs tasks, and threads. */
  private static final String COLLECTIONS = "java.util.";

  private static final String THREADS = "java.lang.Thread";

  private final Map<Class<?>, Field[]> ofInstances = new HashMap<>();

  /** Whether objects of this class are looked into at all. */
  boolean leadOn(Class<?> type) {
    return type.isArray() ? !isLeaf(type.getComponentType()) : ofInstances(type).length > 0;
  }

  /** Those of an object of this class, also of its superclasses. */
  Field[] ofInstances(Class<?> type) {
    Field[] known = ofInstances.get(type);
    if (known == null) {
      List<Field> fields = new ArrayList<>();
      for (Class<?> each = type; each != null && isFollowed(each); each = each.getSuperclass()) {
        addTo(fields, each, false);
      }
      known = fields.toArray(new Field[0]);
      ofInstances.put(type, known);
    }
    return known;
  }

  /** Of a class that has been initialized. */
  static List<Field> ofClass(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    addTo(fields, type, true);
    return fields;
  }

  private static void addTo(List<Field> fields, Class<?> type, boolean statics) {
    try {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) == statics && !isLeaf(field.getType())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    } catch (RuntimeException | LinkageError e) {
      // A class whose fields are of classes that are not there, or in a module that is not open.
    }
  }

  /** Whether nothing behind it is of interest. */
  private static boolean isLeaf(Class<?> type) {
    return type.isPrimitive()
        || type == String.class
        || type == Class.class
        || Number.class.isAssignableFrom(type) && type.getName().startsWith("java.")
        || type.isArray() && isLeaf(type.getComponentType());
  }

  private static boolean isFollowed(Class<?> type) {
    String name = type.getName();
    if (name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")) {
      return name.startsWith(THREADS)
          || name.startsWith(COLLECTIONS)
              && !name.startsWith("java.util.zip.")
              && !name.startsWith("java.util.jar.")
              && !name.startsWith("java.util.regex.");
    }
    return !ClassLoader.class.isAssignableFrom(type);
  }
}
