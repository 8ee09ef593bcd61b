/** Makes what is handed out: the plain zip, and the wheel that brings its own Java. Runs while the project is built. */
@NullMarked
package dev.dyndeps.dist;

import org.jspecify.annotations.NullMarked;
