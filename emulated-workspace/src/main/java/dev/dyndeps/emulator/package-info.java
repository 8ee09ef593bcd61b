/** A Databricks workspace on this machine: the REST endpoints that the adapters use, with the limits and quirks of the real service. */
@NullMarked
package dev.dyndeps.emulator;

import org.jspecify.annotations.NullMarked;
