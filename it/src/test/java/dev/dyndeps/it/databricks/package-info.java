/** End to end on Databricks: the real command line and the real SDK against an emulated workspace, whose tasks really run. */
@NullMarked
package dev.dyndeps.it.databricks;

import org.jspecify.annotations.NullMarked;
