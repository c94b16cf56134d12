/** Who is woken when something changes, and when a resource is looked at again by itself. */
package dev.heel.operator.wake;
