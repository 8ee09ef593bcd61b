/** Tests of the Spark adapter, on real Python and real Spark. */
@NullMarked
package dev.dyndeps.adapter.spark;

import org.jspecify.annotations.NullMarked;
