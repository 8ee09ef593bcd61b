/** What the Jobs API accepts and what it refuses. */
@NullMarked
package dev.dyndeps.emulator.jobs.model;

import org.jspecify.annotations.NullMarked;
