/** The use cases, one verb each: a request record in, a result record out that says what happened. */
@NullMarked
package dev.dyndeps.application;

import org.jspecify.annotations.NullMarked;
