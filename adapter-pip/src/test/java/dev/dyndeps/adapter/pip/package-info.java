@NullMarked
package dev.dyndeps.adapter.pip;

import org.jspecify.annotations.NullMarked;
