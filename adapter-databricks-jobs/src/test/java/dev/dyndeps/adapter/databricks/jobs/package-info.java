/** Jobs through the real SDK against an emulated workspace. */
@NullMarked
package dev.dyndeps.adapter.databricks.jobs;

import org.jspecify.annotations.NullMarked;
