/**
 * Fakes of every port and one contract test per port; each adapter's tests extend the contract of the port it implements.
 */
@NullMarked
package dev.dyndeps.testkit;

import org.jspecify.annotations.NullMarked;
