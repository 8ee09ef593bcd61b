/** The strict reader of requirements files and its policy. */
@NullMarked
package dev.dyndeps.domain.requirements;

import org.jspecify.annotations.NullMarked;
