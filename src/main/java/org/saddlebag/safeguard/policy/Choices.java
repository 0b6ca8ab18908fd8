package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody says about a policy besides naming the flow.
 *
 * @param values texts by what they say; a switch that is on has an empty list
 * @param keyArns ARNs of master keys in KMS by the keys' names; the empty name stands for the only
 *     key
 */
public record Choices(Map<Choice, List<String>> values, Map<String, String> keyArns) {

  /** Nothing is said. */
  public static final Choices NONE = new Choices(Map.of(), Map.of());

  /** Copies the maps. */
  public Choices {
    Map<Choice, List<String>> copy = new EnumMap<>(Choice.class);
    values.forEach((choice, texts) -> copy.put(choice, List.copyOf(texts)));
    values = Collections.unmodifiableMap(copy);
    keyArns = Collections.unmodifiableMap(new LinkedHashMap<>(keyArns));
  }

  /**
   * The same and one thing more.
   *
   * @param choice what is said
   * @param texts its values, added to those that are there; none for a switch
   * @return a copy
   */
  public Choices with(Choice choice, String... texts) {
    Map<Choice, List<String>> more = new EnumMap<>(Choice.class);
    more.putAll(values);
    List<String> all = new ArrayList<>(all(choice));
    all.addAll(List.of(texts));
    more.put(choice, all);
    return new Choices(more, keyArns);
  }

  /**
   * The same and the ARN of a master key.
   *
   * @param name the key's name; empty where there is only one
   * @param arn its ARN
   * @return a copy
   */
  public Choices withKeyArn(String name, String arn) {
    Map<String, String> more = new LinkedHashMap<>(keyArns);
    more.put(name, arn);
    return new Choices(values, more);
  }

  /** What was said, in a steady order. */
  Set<Choice> given() {
    Map<Choice, Boolean> given = new EnumMap<>(Choice.class);
    values.keySet().forEach(choice -> given.put(choice, true));
    if (!keyArns.isEmpty()) {
      given.put(Choice.KEY_ARN, true);
    }
    return given.keySet();
  }

  boolean has(Choice choice) {
    return values.containsKey(choice);
  }

  List<String> all(Choice choice) {
    return values.getOrDefault(choice, List.of());
  }

  Optional<String> one(Choice choice) {
    return all(choice).stream().findFirst();
  }
}
