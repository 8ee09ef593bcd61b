package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.UserAgent;
import com.databricks.sdk.core.commons.CommonsHttpClient;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.http.client.config.RequestConfig;

/** The SDK's client of one workspace. The only class that makes one, so that no other has to load the SDK. */
final class SdkClient {
    /** Longer than a name server and a handshake take, shorter than patience. */
    private static final int CONNECT_MILLIS = 20_000;

    private final GivenEnvironment config;
    private final ApiClient client;

    private SdkClient(GivenEnvironment config, ApiClient client) {
        this.config = config;
        this.client = client;
    }

    /**
     * @throws UserError ({@code SIGN_IN}) if it is not configured, or its host does not exist
     * @throws RemoteError if nobody listens there
     */
    static SdkClient of(ConnectionSettings settings) {
        UserAgent.withProduct("dyndeps", settings.version());
        GivenEnvironment config = new GivenEnvironment(settings.environment());
        settings.profile().ifPresent(config::setProfile);
        config.setHttpClient(new DiscreetHttpClient(new CommonsHttpClient.Builder()
                .withRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(Math.min(
                                CONNECT_MILLIS, (int) settings.timeout().toMillis()))
                        .setConnectionRequestTimeout((int) settings.timeout().toMillis())
                        .setSocketTimeout((int) settings.timeout().toMillis())
                        .build())
                .build()));
        try {
            ApiClient client = new ApiClient(config);
            checkHost(config, settings);
            return new SdkClient(config, client);
        } catch (DatabricksException e) {
            throw SignInProblems.of(e, settings);
        }
    }

    ApiClient client() {
        return client;
    }

    /** Such as {@code https://adb-1.azuredatabricks.net}. */
    String host() {
        return config.getHost();
    }

    /** What must not be shown to anybody. */
    ImmutableList<String> secrets() {
        return Stream.of(
                        config.getToken(),
                        config.getClientSecret(),
                        config.getPassword(),
                        config.getAzureClientSecret(),
                        config.getGoogleCredentials(),
                        config.getActionsIdTokenRequestToken())
                .filter(Objects::nonNull)
                .filter(secret -> !secret.isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    /** The SDK would try four times, and again to sign in, before it says that nobody listens there. */
    private static void checkHost(GivenEnvironment config, ConnectionSettings settings) {
        if (Strings.isNullOrEmpty(config.getHost())) {
            throw SignInProblems.noHost(settings);
        }
        try (Socket socket = new Socket()) {
            URI host = URI.create(config.getHost());
            int port = host.getPort() >= 0 ? host.getPort() : host.getScheme().equals("http") ? 80 : 443;
            InetAddress address = InetAddress.getByName(Objects.requireNonNullElse(host.getHost(), config.getHost()));
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw SignInProblems.unknownHost(config.getHost());
        } catch (IOException e) {
            throw SignInProblems.unreachable(config.getHost(), e);
        }
    }
}
