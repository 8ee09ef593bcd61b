/** End to end: what only shows where every module, a real Spark and a real pip are together. */
@NullMarked
package dev.dyndeps.it;

import org.jspecify.annotations.NullMarked;
