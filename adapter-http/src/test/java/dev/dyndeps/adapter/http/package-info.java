/** Fetching over HTTP, against servers of our own. */
@NullMarked
package dev.dyndeps.adapter.http;

import org.jspecify.annotations.NullMarked;
