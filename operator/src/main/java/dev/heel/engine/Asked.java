package dev.heel.engine;

import dev.heel.resource.Permission;
import dev.heel.resource.Problem.Place;

/**
 * What a resource asks for that the owner of its account must have granted.
 *
 * @param place what in the resource asks for it
 */
public record Asked(Permission permission, Place place) {}
