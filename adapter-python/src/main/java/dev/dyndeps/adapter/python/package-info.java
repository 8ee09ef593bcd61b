/** Running Python on this machine: processes that end, interpreters that are there, environments of the program's own. */
@NullMarked
package dev.dyndeps.adapter.python;

import org.jspecify.annotations.NullMarked;
