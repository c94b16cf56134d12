/**
 * How trees and texts are read: a spec as its typed class, a definition out of a ConfigMap, the
 * handles of a message, and the name that was probably meant. Knows nothing else of the engine.
 */
package dev.heel.engine.read;
