package dev.dyndeps.port;

import com.google.common.hash.HashCode;

/**
 * What the bytes of a file add up to.
 *
 * @param crc32 the checksum of zips (ISO 3309), as an unsigned number
 */
public record Digests(HashCode sha256, long crc32) {}
