/** Tasks that really run. */
@NullMarked
package dev.dyndeps.emulator.jobs.python;

import org.jspecify.annotations.NullMarked;
