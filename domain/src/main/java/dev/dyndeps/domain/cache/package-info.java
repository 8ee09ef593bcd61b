/** What is in the cache on this machine, and what goes when it gets too large. */
@NullMarked
package dev.dyndeps.domain.cache;

import org.jspecify.annotations.NullMarked;
