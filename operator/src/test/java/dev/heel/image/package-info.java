/** What is in the image that {@code ./mvnw -Pimage verify} makes. */
package dev.heel.image;
