/** What manifests become, without a cluster and without an account: API bodies, and a page. */
package dev.heel.render;
