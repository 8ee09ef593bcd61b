/** What an input asks for: the strict reader of requirements files, its policy, and lock files. */
@NullMarked
package dev.dyndeps.domain.requirements;

import org.jspecify.annotations.NullMarked;
