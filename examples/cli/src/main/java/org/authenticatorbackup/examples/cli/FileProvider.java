package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.spi.AccountVerifier;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.Challenge;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;

/**
 * A stand-in for the provider of all accounts, kept in a directory, for trying things. It knows one password and one contact.
 *
 * <pre>
 * password        the password, made by whoever tries things
 * contact         the e-mail address or phone number, made by them too
 * activations/    a file for each activation code that counts, empty until it is redeemed
 * sent            the confirmation code that was last sent: the mailbox, as it were
 * issued/         the secrets that devices were given
 * </pre>
 */
final class FileProvider implements AccountVerifier {

    private static final Duration CODE_LASTS = Duration.ofMinutes(10);
    private static final int MAX_BYTES = 64 * 1024;
    private static final int SECRET_BYTES = 20;
    private static final int CODES = 900_000;
    private static final int LOWEST_CODE = 100_000;

    private final Path directory;
    private final Clock clock;
    private final SecureRandom random;

    FileProvider(Path directory, Clock clock, SecureRandom random) {
        this.directory = directory;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Challenge challenge(Account account, String request, PersonalProof proof) throws VerificationException {
        if (!says("password", proof.password()) || !says("contact", proof.contact())) {
            throw new VerificationException(Reason.WRONG_PROOF, "password or contact are wrong");
        }
        String code = Integer.toString(LOWEST_CODE + random.nextInt(CODES));
        write(directory.resolve("sent"), code + " " + request);
        return new Challenge(ticket(request), clock.instant().plus(CODE_LASTS).truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Secret confirm(Account account, String request, Secret ticket, ConfirmationCode code)
            throws VerificationException {
        String expected = new String(code.characters()) + " " + request;
        if (!isSame(expected, read(directory.resolve("sent")))) {
            throw new VerificationException(Reason.WRONG_CODE, "another code was sent");
        }
        return ticket(request);
    }

    @Override
    public Secret redeem(Account account, String request, ActivationCode code) throws VerificationException {
        if (!"provider.example".equals(code.address().getHost())) {
            throw new VerificationException(Reason.WRONG_ACCOUNT, "the address is another provider's");
        }
        String name = new String(code.code());
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new VerificationException(Reason.WRONG_ACCOUNT, "the code is another provider's");
        }
        Path activation = directory.resolve("activations").resolve(name);
        String usedBy = read(activation);
        if (!usedBy.isEmpty() && !usedBy.equals(request)) {
            throw new VerificationException(Reason.ALREADY_USED, "the activation was used");
        }
        write(activation, request);
        return ticket(request);
    }

    /** Codes for one device; the same ones if the same request comes again. */
    Credential issue(String request) throws VerificationException {
        Path file = directory.resolve("issued").resolve(request);
        try {
            DurableFile.createDirectories(directory.resolve("issued"));
            byte[] secret;
            try {
                secret = DurableFile.read(file, SECRET_BYTES);
            } catch (NoSuchFileException e) {
                secret = new byte[SECRET_BYTES];
                random.nextBytes(secret);
                DurableFile.create(file, secret);
            }
            Credential credential = new Credential.TimeBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 30);
            Arrays.fill(secret, (byte) 0);
            return credential;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static Secret ticket(String request) {
        return Secret.of(request.getBytes(StandardCharsets.US_ASCII));
    }

    private boolean says(String file, char[] typed) throws VerificationException {
        try {
            return isSame(new String(typed), read(directory.resolve(file)));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Path file) throws VerificationException {
        try {
            return new String(DurableFile.read(file, MAX_BYTES), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            throw new VerificationException(Reason.REFUSED, "the provider knows nothing of that");
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static void write(Path file, String text) throws VerificationException {
        try {
            DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static VerificationException broken(IOException cause) {
        return new VerificationException(Reason.OFFLINE, "the provider's directory failed", List.of(), cause);
    }
}
