/** The workspace's files in a folder of this machine: DBFS, Volumes by the Files API, and workspace objects, with the service's limits. */
@NullMarked
package dev.dyndeps.emulator.storage;

import org.jspecify.annotations.NullMarked;
