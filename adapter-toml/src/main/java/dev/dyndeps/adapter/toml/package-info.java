/** Reads TOML with tomlj. */
@NullMarked
package dev.dyndeps.adapter.toml;

import org.jspecify.annotations.NullMarked;
