/** Who may call the emulated workspace: personal access tokens, OAuth for machines, and who the caller is. */
@NullMarked
package dev.dyndeps.emulator.auth;

import org.jspecify.annotations.NullMarked;
