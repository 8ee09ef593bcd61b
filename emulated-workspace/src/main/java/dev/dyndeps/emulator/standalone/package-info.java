/** The emulated workspace as a program, for a person who wants to try things without an account. */
@NullMarked
package dev.dyndeps.emulator.standalone;

import org.jspecify.annotations.NullMarked;
