/** The engine, with tasks that end when the test says so and a clock that it moves. */
@NullMarked
package dev.dyndeps.emulator.jobs.engine;

import org.jspecify.annotations.NullMarked;
