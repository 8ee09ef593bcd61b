/** What every part of the rules shares: the refusal codes and the error that carries one. */
@NullMarked
package dev.dyndeps.domain;

import org.jspecify.annotations.NullMarked;
