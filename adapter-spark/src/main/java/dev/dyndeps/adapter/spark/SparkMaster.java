package dev.dyndeps.adapter.spark;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Spark application runs (Spark, "Master URLs").
 *
 * @param url as Spark wants it, such as {@code local-cluster[2,1,1024]}
 * @param addresses those of a standalone cluster's masters; none if it runs on this machine alone
 * @param cores how many cores its executors have together, where the URL says so
 */
public record SparkMaster(String url, ImmutableList<HostAndPort> addresses, Optional<Long> cores) {
    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|[1-9]\\d{0,3})(,\\d{1,3})?])?");
    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[ *([1-9]\\d{0,2}) *, *([1-9]\\d{0,2}) *, *[1-9]\\d{0,6} *]");
    private static final String STANDALONE = "spark://";
    private static final int CONNECT_MILLIS = 5_000;

    /** @throws UserError ({@code OPTION_INVALID}) if this is no master that we can run on */
    public static SparkMaster parse(String url) {
        Matcher cluster = LOCAL_CLUSTER.matcher(url);
        if (cluster.matches()) {
            long cores = Long.parseLong(cluster.group(1)) * Long.parseLong(cluster.group(2));
            return new SparkMaster(url, ImmutableList.of(), Optional.of(cores));
        }
        if (LOCAL.matcher(url).matches()) {
            return new SparkMaster(url, ImmutableList.of(), Optional.empty());
        }
        if (url.startsWith(STANDALONE)) {
            return new SparkMaster(url, addresses(url), Optional.empty());
        }
        throw invalid(url);
    }

    private static ImmutableList<HostAndPort> addresses(String url) {
        try {
            return Splitter.on(',')
                    .splitToStream(url.substring(STANDALONE.length()))
                    .map(HostAndPort::fromString)
                    .peek(address -> {
                        if (address.getHost().isEmpty() || !address.hasPort()) {
                            throw invalid(url);
                        }
                    })
                    .collect(ImmutableList.toImmutableList());
        } catch (IllegalArgumentException e) {
            throw invalid(url);
        }
    }

    private static UserError invalid(String url) {
        return new UserError(
                Code.OPTION_INVALID,
                url,
                "this is no Spark master that a run can use",
                "Use local, local[N], local-cluster[WORKERS,CORES,MEGABYTES] or spark://HOST:PORT");
    }

    /** Whether its executors run on this machine, and can reach the driver on the loopback address. */
    boolean isHere() {
        return addresses.stream().allMatch(address -> isLoopback(address.getHost()));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Spark itself would try for a minute and then fail in the middle of its start.
     *
     * @throws RemoteError if no master listens
     */
    void requireReachable() {
        if (!addresses.isEmpty() && addresses.stream().noneMatch(SparkMaster::listens)) {
            throw new RemoteError(
                    "nothing answers at " + url,
                    "Check the address, and that the Spark master runs and can be reached");
        }
    }

    private static boolean listens(HostAndPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
