/**
 * What resolving and building have in common whichever tool does it: a request as lines, where things were written, what the
 * index has instead, and the surroundings of a build.
 */
@NullMarked
package dev.dyndeps.adapter.python.packaging;

import org.jspecify.annotations.NullMarked;
