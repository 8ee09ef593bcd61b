@NullMarked
package dev.dyndeps.adapter.python;

import org.jspecify.annotations.NullMarked;
