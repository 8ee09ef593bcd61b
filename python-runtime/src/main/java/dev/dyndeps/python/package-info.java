/** The Python texts that run elsewhere: the wheelhouse's runtime with its stubs, and the task scripts. */
@NullMarked
package dev.dyndeps.python;

import org.jspecify.annotations.NullMarked;
