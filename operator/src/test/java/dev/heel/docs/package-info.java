/** The pages of docs/ are those that this source makes, and leave nothing out. */
package dev.heel.docs;
