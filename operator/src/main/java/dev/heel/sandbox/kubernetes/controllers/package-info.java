/**
 * The controllers without which a cluster would not behave as one: namespaces, owner references,
 * definitions that go away, and one node.
 */
package dev.heel.sandbox.kubernetes.controllers;
