package org.saddlebag.camel.flow;

/**
 * A parameter that a route template declares.
 *
 * @param name its name
 * @param required whether a flow must give it
 */
public record TemplateParameter(String name, boolean required) {}
