/** What the application asks of the world: interfaces, their records and their exceptions, specified in prose. */
@NullMarked
package dev.dyndeps.port;

import org.jspecify.annotations.NullMarked;
