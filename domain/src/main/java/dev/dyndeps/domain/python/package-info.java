/** Values of Python packaging, by its specifications: versions, specifiers, markers, wheel names, tags, targets. */
@NullMarked
package dev.dyndeps.domain.python;

import org.jspecify.annotations.NullMarked;
