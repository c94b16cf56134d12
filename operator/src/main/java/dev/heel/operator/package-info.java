/**
 * What runs in a cluster. Here are the operator itself, its four reconcilers and its endpoint; what
 * they work with is in the sub-packages. {@code RoomsTest} says which of those may know which.
 */
package dev.heel.operator;
