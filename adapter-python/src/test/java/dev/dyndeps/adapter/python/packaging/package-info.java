@NullMarked
package dev.dyndeps.adapter.python.packaging;

import org.jspecify.annotations.NullMarked;
