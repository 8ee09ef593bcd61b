/** The wheelhouse: model, import roots, layout, manifest, completeness proof, lock file. */
@NullMarked
package dev.dyndeps.domain.wheelhouse;

import org.jspecify.annotations.NullMarked;
