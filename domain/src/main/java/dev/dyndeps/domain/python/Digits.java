package dev.dyndeps.domain.python;

/**
 * Non-negative numbers of any length as the digits that write them, without leading zeros. Versions hold dates, hashes and
 * worse; a machine's integer would overflow, and a big one costs the square of the length to read.
 */
final class Digits {
    static final String ZERO = "0";

    private Digits() {}

    static String of(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.isEmpty() ? ZERO : digits.substring(from);
    }

    static int compare(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());
    }
}
