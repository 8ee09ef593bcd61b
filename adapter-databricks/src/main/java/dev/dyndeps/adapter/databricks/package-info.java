/** Connecting to a Databricks workspace: the client, and what its failures mean to a user. */
@NullMarked
package dev.dyndeps.adapter.databricks;

import org.jspecify.annotations.NullMarked;
