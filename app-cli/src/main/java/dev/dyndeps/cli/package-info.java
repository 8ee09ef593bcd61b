/** The command line: parses, calls a use case, renders what it says. The only place that sees adapters and Dagger. */
@NullMarked
package dev.dyndeps.cli;

import org.jspecify.annotations.NullMarked;
