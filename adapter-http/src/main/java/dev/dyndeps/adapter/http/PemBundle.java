package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates as OpenSSL keeps them: one after the other in a file, or in a folder under hashes of their names. */
final class PemBundle {
    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 )?CERTIFICATE-----.*?-----END (?:X509 )?CERTIFICATE-----", Pattern.DOTALL);
    private static final String IN_A_FOLDER = "[0-9a-fA-F]{8}\\.[0-9]";

    private PemBundle() {}

    /** @throws UserError ({@code OPTION_INVALID}) if there is no certificate at a place */
    static TrustManager[] trusting(Iterable<Path> places) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Path place : places) {
                int before = store.size();
                for (Path file : files(place)) {
                    add(file, factory, store);
                }
                if (store.size() == before) {
                    throw none(place, "there is no certificate in it");
                }
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(Path file, CertificateFactory factory, KeyStore store) throws GeneralSecurityException {
        Matcher block = CERTIFICATE.matcher(text(file));
        while (block.find()) {
            byte[] pem = block.group().replace("X509 ", "").getBytes(StandardCharsets.US_ASCII);
            try {
                Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(pem));
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            } catch (CertificateException unknownKind) {
                // One of many that this Java does not know: what it would have vouched for is not trusted.
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw none(file, Files.exists(file) ? "it cannot be read" : "there is no such file");
        }
    }

    private static ImmutableList<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return ImmutableList.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().matches(IN_A_FOLDER))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw none(place, "it cannot be read");
        }
    }

    private static UserError none(Path place, String why) {
        return new UserError(
                Code.OPTION_INVALID,
                place.toString(),
                "these certificates cannot be used: " + why,
                "Check PIP_CERT, pip.conf, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_FILE and SSL_CERT_DIR");
    }
}
