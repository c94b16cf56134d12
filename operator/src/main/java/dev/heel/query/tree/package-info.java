/** What a query says, as a tree in which each part has its place. Knows nothing else of Heel. */
package dev.heel.query.tree;
