@NullMarked
package dev.dyndeps.cli;

import org.jspecify.annotations.NullMarked;
