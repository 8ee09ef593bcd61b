/** Files of a Databricks workspace: Volumes through the Files API, and DBFS. */
@NullMarked
package dev.dyndeps.adapter.dbfs;

import org.jspecify.annotations.NullMarked;
