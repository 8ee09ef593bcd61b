/** Input archives: safe entry paths, limits, what a container may hold. */
@NullMarked
package dev.dyndeps.domain.archive;

import org.jspecify.annotations.NullMarked;
