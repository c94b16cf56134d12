/**
 * What it means that two bodies are equal, and one difference between them: below the kinds, which
 * say what the server adds by itself.
 */
package dev.heel.engine.compare;
