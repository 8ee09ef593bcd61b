/** Fetching wheels by URL and hash, many at once. */
@NullMarked
package dev.dyndeps.adapter.http;

import org.jspecify.annotations.NullMarked;
