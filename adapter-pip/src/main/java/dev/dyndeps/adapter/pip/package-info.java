/** Resolving, fetching and building wheels with a pip of the program's own. */
@NullMarked
package dev.dyndeps.adapter.pip;

import org.jspecify.annotations.NullMarked;
