/** Tasks as Python processes of this machine: with a Spark of their own, or as clients of Spark Connect. */
@NullMarked
package dev.dyndeps.emulator.jobs.python;

import org.jspecify.annotations.NullMarked;
