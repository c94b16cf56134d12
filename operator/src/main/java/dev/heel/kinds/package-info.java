/** The custom resources, a package each, and the list of them. No kind knows another. */
package dev.heel.kinds;
