package org.saddlebag.camel.flow;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.saddlebag.camel.s3object.Pairs;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.settings.ObjectSettingsText;

/** What a declared flow says of its objects and of the store, with placeholders resolved. */
final class FlowValues {

  private final FlowDeclaration flow;
  private final UnaryOperator<String> placeholders;

  private FlowValues(FlowDeclaration flow, UnaryOperator<String> placeholders) {
    this.flow = flow;
    this.placeholders = placeholders;
  }

  static FlowValues of(FlowDeclaration flow, UnaryOperator<String> placeholders) {
    return new FlowValues(flow, placeholders);
  }

  /** Empty where nothing is given. */
  String value(String parameter) {
    return flow.given(parameter).map(placeholders).orElse("");
  }

  StoreAccess access() {
    return ObjectSettingsText.access(
        value("expectedOwner"), value("requesterPays"), value("access"));
  }

  ObjectSettings settings() {
    Map<String, String> given = new HashMap<>();
    ObjectSettingsText.NAMES.forEach(name -> given.put(name, value(name)));
    return ObjectSettingsText.parse(given);
  }

  Map<String, String> tags() {
    return Pairs.parse(value("tags"));
  }

  /** A flow numbers where it does not say otherwise. */
  CollisionPolicy collision() {
    String given = value("collision");
    return given.isEmpty()
        ? CollisionPolicy.NUMBER
        : CollisionPolicy.valueOf(given.toUpperCase(Locale.ROOT));
  }
}
