/** The pipeline: run ids, the paths of a run, tasks, their order and conditions, results. */
@NullMarked
package dev.dyndeps.domain.pipeline;

import org.jspecify.annotations.NullMarked;
