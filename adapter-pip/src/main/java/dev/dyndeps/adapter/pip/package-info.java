/** Resolving, fetching and building wheels with a pip of the program's own; pip's words are understood here only. */
@NullMarked
package dev.dyndeps.adapter.pip;

import org.jspecify.annotations.NullMarked;
