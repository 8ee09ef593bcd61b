/** What a request to the Jobs API defines, read strictly: jobs, tasks, compute, parameters; and what the service refuses. */
@NullMarked
package dev.dyndeps.emulator.jobs.model;

import org.jspecify.annotations.NullMarked;
