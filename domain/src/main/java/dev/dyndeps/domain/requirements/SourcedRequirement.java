package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.python.Requirement;

/**
 * A requirement and where it was written, so that a conflict can name the line.
 *
 * @param requirement what is required
 * @param hashes the digests that its file must have one of, as {@code sha256:…}; empty if any will do
 * @param where the file and line, such as {@code services/a/requirements.txt:3}
 */
public record SourcedRequirement(Requirement requirement, ImmutableSortedSet<String> hashes, String where) {}
