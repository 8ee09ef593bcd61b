/**
 * The archive of the program's own classes in the cache, and the processes that make it. Here is what keeps it sound; what is
 * loaded from it is the program's affair.
 */
@NullMarked
package dev.dyndeps.adapter.filesystem.classes;

import org.jspecify.annotations.NullMarked;
