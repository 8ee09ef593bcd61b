@NullMarked
package dev.dyndeps.adapter.uv;

import org.jspecify.annotations.NullMarked;
