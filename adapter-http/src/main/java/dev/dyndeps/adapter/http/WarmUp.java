package dev.dyndeps.adapter.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Does for a moment what a fetch will do, without a connection: greets, agrees on a key, deciphers, hashes. Until this Java
 * has compiled that, the first megabytes take many times as long.
 */
final class WarmUp {
    private static final int RECORDS = 400;
    private static final int TAG = 16;

    private WarmUp() {}

    /**
     * @param enough ends it early
     * @throws GeneralSecurityException if this Java does not have what it would offer first; a fetch may do without
     */
    static void run(SSLContext context, BooleanSupplier enough) throws GeneralSecurityException, SSLException {
        SSLEngine engine = context.createSSLEngine();
        int record = engine.getSession().getApplicationBufferSize();
        greet(engine);
        agree();
        decipher(record, enough);
    }

    private static void greet(SSLEngine engine) throws SSLException {
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        engine.closeOutbound();
    }

    /** With the group that TLS offers first. */
    private static void agree() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        agreement.generateSecret();
    }

    /** Record after record, each in its place, by the suite that TLS offers first. */
    private static void decipher(int size, BooleanSupplier enough) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        GCMParameterSpec nonce = new GCMParameterSpec(TAG * Byte.SIZE, new byte[12]);
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
        byte[] sealed = cipher.doFinal(new byte[size]);
        ByteBuffer record = ByteBuffer.allocate(sealed.length);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < RECORDS && !enough.getAsBoolean(); i++) {
            record.clear().put(sealed).flip();
            cipher.init(Cipher.DECRYPT_MODE, key, nonce);
            cipher.doFinal(record, record.duplicate());
            digest.update(record.array(), 0, size);
        }
    }
}
