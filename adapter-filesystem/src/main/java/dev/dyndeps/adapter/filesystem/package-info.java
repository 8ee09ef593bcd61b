/** This machine's disk: folders as input and as storage, the cache of wheels, and temporary folders. */
@NullMarked
package dev.dyndeps.adapter.filesystem;

import org.jspecify.annotations.NullMarked;
