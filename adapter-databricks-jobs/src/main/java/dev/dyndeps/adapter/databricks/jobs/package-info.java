/** Jobs of a Databricks workspace: submitted, watched, deployed, and the values their tasks leave. */
@NullMarked
package dev.dyndeps.adapter.databricks.jobs;

import org.jspecify.annotations.NullMarked;
