package dev.heel.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What an object of Heel's holds in memory: how many entries each map and each collection has that
 * can be reached from it through Heel's own classes and those of the Java Operator SDK. A new one
 * joins by existing.
 */
public final class Held {
  private static final List<String> LOOKED_INTO = List.of("dev.heel.", "io.javaoperatorsdk.");

  private final Map<String, Integer> sizes = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Held() {}

  /**
   * Entries by class and field; equal fields of several objects are added up. What is guarded by a
   * lock may change under the look: then it is looked again.
   */
  public static Map<String, Integer> by(Object root) {
    while (true) {
      try {
        return new Held().from(root);
      } catch (ConcurrentModificationException e) {
        Thread.onSpinWait();
      }
    }
  }

  private Map<String, Integer> from(Object root) {
    reached(root);
    while (!open.isEmpty()) {
      look(open.pop());
    }
    return sizes;
  }

  private void look(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && isLookedInto(type)) {
          look(type.getSimpleName() + "." + field.getName(), value(field, object));
        }
      }
    }
  }

  private void look(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      sizes.merge(name, map.size(), Integer::sum);
      map.values().forEach(each -> nested(name, each));
    } else if (value instanceof Collection<?> collection) {
      sizes.merge(name, collection.size(), Integer::sum);
      collection.forEach(each -> nested(name, each));
    } else {
      reached(value);
    }
  }

  private void nested(String name, Object value) {
    boolean holds = value instanceof Map || value instanceof Collection;
    if (holds) {
      look(name + "[]", value);
    } else {
      reached(value);
    }
  }

  private void reached(Object value) {
    Object inner = value instanceof AtomicReference<?> reference ? reference.get() : value;
    if (inner != null && inner.getClass().isArray() && !isPrimitive(inner)) {
      for (int i = 0; i < Array.getLength(inner); i++) {
        reached(Array.get(inner, i));
      }
    } else if (inner != null && isLookedInto(inner.getClass()) && seen.add(inner)) {
      open.push(inner);
    }
  }

  private static boolean isPrimitive(Object array) {
    return array.getClass().getComponentType().isPrimitive();
  }

  /** Lambdas too: what they hold on to is a field of theirs. */
  private static boolean isLookedInto(Class<?> type) {
    return LOOKED_INTO.stream().anyMatch(type.getName()::startsWith) && !type.isEnum();
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(Modifier.isStatic(field.getModifiers()) ? null : object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " cannot be looked into", e);
    }
  }
}
