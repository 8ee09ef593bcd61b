/** The values of Python packaging, as their specifications and Python's own library have them. */
@NullMarked
package dev.dyndeps.domain.python;

import org.jspecify.annotations.NullMarked;
