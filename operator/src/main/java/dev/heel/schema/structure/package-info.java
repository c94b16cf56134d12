/** Structural schemas: what a value may be, field by field, in the API server's words. */
package dev.heel.schema.structure;
