package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Decides which wheels meet a set of requirements. */
public interface WheelResolver {
    /**
     * One resolution over everything. Every local wheel is part of the answer, with what it requires, whether anything
     * asks for its distribution or not: it wins over the index. Only wheels are chosen, never source distributions of
     * the index.
     *
     * <p>The answer may lack what a requirement's marker asks for on the target, if the tool evaluates markers for
     * the interpreter that it runs on, and may hold more than is needed: the caller proves completeness and asks again.
     *
     * @return the wheels, sorted by distribution; one per distribution
     * @throws UserError ({@code RESOLUTION_CONFLICT}, {@code DISTRIBUTION_UNKNOWN}, {@code VERSION_UNKNOWN},
     *     {@code NO_WHEEL}, {@code REQUIRES_PYTHON}) if the requirements cannot be met; it names where they were written;
     *     ({@code LOCK_MISMATCH}) if a wheel has none of the digests that a requirement for it names
     * @throws RemoteError if the index cannot be reached
     * @throws ToolError if the tool fails otherwise
     */
    Resolution resolve(Request request);

    /**
     * @param requirements what must be in the answer
     * @param constraints what must hold for a distribution if it is in the answer
     * @param localWheels wheels of the input or built from it
     * @param target what the wheels must run on
     */
    record Request(
            ImmutableList<SourcedRequirement> requirements,
            ImmutableList<SourcedRequirement> constraints,
            ImmutableList<LocalWheel> localWheels,
            TargetRuntime target) {}

    /** A wheel on this machine; {@code where} is the archive's path that it came from. */
    record LocalWheel(Path file, HashCode sha256, WheelContents contents, String where) {}

    /** @param tool the tool and its version, such as {@code pip 25.3} */
    record Resolution(ImmutableList<ResolvedWheel> wheels, String tool) {}

    /**
     * @param name the wheel's file name, parsed
     * @param url where it is to be had, without credentials; {@code file:} for a local wheel
     * @param sha256 its digest
     * @param size its size in bytes, where the index tells
     */
    record ResolvedWheel(WheelName name, URI url, HashCode sha256, Optional<Long> size) {}
}
