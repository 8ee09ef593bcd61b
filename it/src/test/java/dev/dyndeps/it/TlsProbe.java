package dev.dyndeps.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Fetches a URL and prints what came. Run on another Java than the tests' own, to see what that Java can do. */
final class TlsProbe {
    private TlsProbe() {}

    public static void main(String[] args) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(args[0])).build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(
                answer.sslSession().orElseThrow().getProtocol() + " " + answer.statusCode() + " " + answer.body());
    }
}
