package org.authenticatorbackup.core.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.spi.AccountVerifier;
import org.authenticatorbackup.api.spi.CredentialIssuer;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.Challenge;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.crypto.otp.OtpAlgorithm;
import org.authenticatorbackup.crypto.otp.Totp;

/** A provider that knows passwords, sends codes to contacts, shows QR codes and gives each device a secret of its own. */
public final class FakeProvider {

    public static final String PASSWORD = "a password that nobody keeps";
    public static final String CONTACT = "+86 10 5550 0100";

    /** Until when confirmation codes count. */
    public Instant codesUntil = Instant.parse("2026-12-01T10:10:00Z");

    public static final int NEVER = Integer.MAX_VALUE;

    /** After how many answers one is lost: the provider does what it was asked for, and nobody hears of it. */
    public int loseAfter = NEVER;

    /** An issuer that is mistaken about what is a device's own. */
    public boolean issuesTheFirstSecret;

    /** The provider refuses whatever it is asked for next. */
    public Optional<Reason> refusal = Optional.empty();

    /** What an issuer gives that does not know what it does. */
    public Optional<Credential> nonsense = Optional.empty();

    /** Whether devices get codes of their own for accounts that have some. */
    public boolean perDevice = true;

    /** The codes that were sent. */
    public final List<String> sent = new ArrayList<>();

    /** What the provider was asked for, by request. */
    public final List<String> requests = new ArrayList<>();

    /** Secrets by account and request: the same request gets the same. */
    private final Map<AccountName, Map<String, byte[]>> devices = new HashMap<>();

    /** Unused activation codes, or by which request they were used. */
    private final Map<String, String> activations = new HashMap<>();

    /** A QR code of the provider. */
    public char[] qr(String code) {
        activations.put(code, "");
        return ("authbackup://activate_account?code=" + code + "&url=https%3A%2F%2Fprovider.example%2Fpad")
                .toCharArray();
    }

    /** Whether a code logs in to an account, from whichever device. */
    public boolean accepts(AccountName account, String code, long epochSecond) {
        return secrets(account).stream()
                .anyMatch(secret -> codeOf(secret, epochSecond).equals(code));
    }

    /** The secret with which an account was enrolled on its first device. */
    public Credential enroll(AccountName account, byte[] secret) {
        devices.computeIfAbsent(account, name -> new HashMap<>()).put("first", secret);
        return totp(secret);
    }

    /** All secrets that the provider has given out for an account. */
    public List<byte[]> secrets(AccountName account) {
        return new ArrayList<>(devices.getOrDefault(account, Map.of()).values());
    }

    public static String codeOf(byte[] secret, long epochSecond) {
        return Totp.code(secret, OtpAlgorithm.SHA1, 6, 30, epochSecond);
    }

    private static Credential totp(byte[] secret) {
        return new Credential.TimeBased(Secret.of(secret), Credential.Algorithm.SHA1, 6, 30);
    }

    private void asked(String request) throws VerificationException {
        requests.add(request);
        if (refusal.isPresent()) {
            Reason reason = refusal.get();
            refusal = Optional.empty();
            throw new VerificationException(reason, "the provider says so");
        }
    }

    private void answering() throws VerificationException {
        if (loseAfter != NEVER && loseAfter-- == 0) {
            loseAfter = NEVER;
            throw new VerificationException(Reason.OFFLINE, "the answer was lost");
        }
    }

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What an app on one phone has of it: a connection, and the phone's key store. */
    public final class Phone implements AccountVerifier, CredentialIssuer {

        /** The key store: which device-bound accounts have a key here. */
        public final Set<AccountName> keys = new HashSet<>();

        @Override
        public Challenge challenge(Account account, String request, PersonalProof proof) throws VerificationException {
            asked(request);
            if (!PASSWORD.equals(new String(proof.password())) || !CONTACT.equals(new String(proof.contact()))) {
                throw new VerificationException(Reason.WRONG_PROOF, "password or contact are wrong");
            }
            sent.add(Integer.toString(100_000 + sent.size()));
            answering();
            return new Challenge(secret("challenge " + (sent.size() - 1)), codesUntil);
        }

        @Override
        public Secret confirm(Account account, String request, Secret ticket, ConfirmationCode code)
                throws VerificationException {
            asked(request);
            int number = Integer.parseInt(
                    new String(ticket.bytes(), StandardCharsets.US_ASCII).substring("challenge ".length()));
            if (!sent.get(number).equals(new String(code.characters()))) {
                throw new VerificationException(Reason.WRONG_CODE, "the code is wrong");
            }
            answering();
            return secret("grant of " + request);
        }

        @Override
        public Secret redeem(Account account, String request, ActivationCode code) throws VerificationException {
            asked(request);
            if (!"provider.example".equals(code.address().getHost())) {
                throw new VerificationException(Reason.WRONG_ACCOUNT, "the address is another provider's");
            }
            String key = new String(code.code());
            String usedBy = activations.get(key);
            if (usedBy == null || (!usedBy.isEmpty() && !usedBy.equals(request))) {
                throw new VerificationException(Reason.ALREADY_USED, "the activation was used");
            }
            activations.put(key, request);
            answering();
            return secret("grant of " + request);
        }

        @Override
        public boolean holdsKey(Account account) {
            return keys.contains(account.enrolledAs());
        }

        @Override
        public boolean issuesPerDevice(Account account) {
            return perDevice;
        }

        @Override
        public Credential issue(Account account, String request, Optional<Secret> grant) throws VerificationException {
            asked(request);
            if (grant.isPresent() && !grant.get().equals(secret("grant of " + request))) {
                throw new VerificationException(Reason.REFUSED, "nobody has proven that");
            }
            Map<String, byte[]> known = devices.computeIfAbsent(account.enrolledAs(), name -> new HashMap<>());
            byte[] secret = known.computeIfAbsent(
                    request,
                    name -> ("device " + known.size() + " " + Canary.TEXT).getBytes(StandardCharsets.US_ASCII));
            answering();
            if (nonsense.isPresent()) {
                return nonsense.get();
            }
            if (account.credential() instanceof Credential.DeviceBound) {
                keys.add(account.enrolledAs());
                return account.credential();
            }
            return totp(issuesTheFirstSecret ? requireFirst(known) : secret);
        }

        private byte[] requireFirst(Map<String, byte[]> known) {
            return Optional.ofNullable(known.get("first")).orElseThrow();
        }
    }

    /** A connection and an empty key store. */
    public Phone phone() {
        return new Phone();
    }
}
