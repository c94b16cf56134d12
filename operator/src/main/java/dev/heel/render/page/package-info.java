/** The page that explains manifests in pictures: self-contained HTML, everything escaped. */
package dev.heel.render.page;
