/** What the emulated workspace offers to run on: runtimes and node types. */
@NullMarked
package dev.dyndeps.emulator.compute;

import org.jspecify.annotations.NullMarked;
