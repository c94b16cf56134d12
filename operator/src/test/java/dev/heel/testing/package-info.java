/**
 * What tests of several packages share: a real control plane, and HTTP as an API server speaks it.
 */
package dev.heel.testing;
