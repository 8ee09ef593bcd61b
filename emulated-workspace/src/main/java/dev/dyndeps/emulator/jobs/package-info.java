/** The Jobs API of the emulated workspace: its endpoints, over the engine and what really executes the tasks. */
@NullMarked
package dev.dyndeps.emulator.jobs;

import org.jspecify.annotations.NullMarked;
