/** The API server's paths, verbs and bodies over HTTP. */
package dev.heel.sandbox.kubernetes.http;
