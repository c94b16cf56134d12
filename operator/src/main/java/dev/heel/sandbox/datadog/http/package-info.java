/** What an API is made of: routes, requests, replies and errors. Knows no kind. */
package dev.heel.sandbox.datadog.http;
