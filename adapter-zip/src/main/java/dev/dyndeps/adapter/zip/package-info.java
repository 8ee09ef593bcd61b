/**
 * Archives: reads zips strictly through a parser of its own, writes them deterministically, checks wheels and opens
 * wheelhouses.
 */
@NullMarked
package dev.dyndeps.adapter.zip;

import org.jspecify.annotations.NullMarked;
