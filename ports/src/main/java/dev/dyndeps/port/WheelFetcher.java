package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;

/** Brings wheels to this machine. */
public interface WheelFetcher {
    /**
     * Fetches wheels by URL. Every file returned has been checked against its digest and keeps the wheel's file name.
     *
     * @param wheels what to fetch; none of them a {@code file:} URL
     * @param into a folder of the caller's where files may be put
     * @return a file for each digest asked for; the caller must not change or move it
     * @throws RemoteError if one cannot be had
     * @throws UserError ({@code LOCK_MISMATCH}) if a file has another digest than was asked for
     */
    ImmutableMap<HashCode, Path> fetch(ImmutableList<ResolvedWheel> wheels, Path into, ProgressListener progress);
}
