/** An HTTP server that answers as a REST service does: routes, answers, errors, faults on demand, and a record of what was asked. */
@NullMarked
package dev.dyndeps.emulator.http;

import org.jspecify.annotations.NullMarked;
