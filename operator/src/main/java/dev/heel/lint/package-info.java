/** Checks of manifests: what one resource says, and what several say together. */
package dev.heel.lint;
