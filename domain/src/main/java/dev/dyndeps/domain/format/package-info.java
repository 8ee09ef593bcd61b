/** Recognising the shape of an input: markers, units, the decision table, the result. */
@NullMarked
package dev.dyndeps.domain.format;

import org.jspecify.annotations.NullMarked;
