package dev.heel.sandbox.datadog.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object whose name is its only id. Never changed: each change makes a new one.
 *
 * @param body as it is kept, with what is never shown
 * @param foreign whether it was there before anyone called
 */
public record Named(String name, ObjectNode body, boolean foreign) {}
