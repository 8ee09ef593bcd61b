package dev.dyndeps.adapter.http;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet4Address;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The hosts that are asked directly: ends of names, with a port or without, IPv4 addresses and networks, or {@code *}. */
record NoProxy(ImmutableList<String> entries) {
    static NoProxy of(String text) {
        return new NoProxy(ImmutableList.copyOf(
                Splitter.on(',').trimResults().omitEmptyStrings().split(Ascii.toLowerCase(text))));
    }

    boolean has(URI url) {
        String host = Ascii.toLowerCase(url.getHost());
        String withPort = url.getPort() < 0 ? host : host + ":" + url.getPort();
        return entries.contains("*") || entries.stream().anyMatch(entry -> fits(host, withPort, entry));
    }

    /** Of a name any end will do; of an address only whole parts. */
    private static boolean fits(String host, String withPort, String entry) {
        String name = CharMatcher.is('.').trimLeadingFrom(entry);
        boolean part = Stream.of(host, withPort).anyMatch(text -> text.equals(name) || text.endsWith("." + name));
        return part || (isAddress(host) ? inNetwork(host, entry) : host.endsWith(entry) || withPort.endsWith(entry));
    }

    private static boolean isAddress(String host) {
        return InetAddresses.isInetAddress(host) && InetAddresses.forString(host) instanceof Inet4Address;
    }

    private static boolean inNetwork(String host, String entry) {
        List<String> parts = Splitter.on('/').splitToList(entry);
        Integer bits = parts.size() == 2 ? Ints.tryParse(parts.get(1)) : null;
        if (bits == null || bits < 1 || bits > 32 || !isAddress(parts.get(0))) {
            return false;
        }
        int mask = -1 << (32 - bits);
        return (number(host) & mask) == (number(parts.get(0)) & mask);
    }

    private static int number(String address) {
        return InetAddresses.coerceToInteger(InetAddresses.forString(address));
    }
}
