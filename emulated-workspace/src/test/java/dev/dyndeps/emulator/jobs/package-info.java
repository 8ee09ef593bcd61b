/** The Jobs API as its callers see it. */
@NullMarked
package dev.dyndeps.emulator.jobs;

import org.jspecify.annotations.NullMarked;
