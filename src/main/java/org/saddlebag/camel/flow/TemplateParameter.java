package org.saddlebag.camel.flow;

/**
 * A parameter that a route template declares.
 *
 * @param name its name
 * @param required whether a flow must give it
 * @param defaultValue what holds where a flow does not give it, or null
 */
public record TemplateParameter(String name, boolean required, String defaultValue) {}
