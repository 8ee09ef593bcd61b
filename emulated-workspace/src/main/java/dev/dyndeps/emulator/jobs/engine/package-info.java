/** Jobs and their runs as the service moves them: when a task may start, on what, and how a run ends. No HTTP, no Spark. */
@NullMarked
package dev.dyndeps.emulator.jobs.engine;

import org.jspecify.annotations.NullMarked;
