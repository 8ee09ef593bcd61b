/** The pipeline's tasks on a Spark that is started or reached from this machine, and their values in a file. */
@NullMarked
package dev.dyndeps.adapter.spark;

import org.jspecify.annotations.NullMarked;
