package org.authenticatorbackup.core.verification;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.VerificationService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.spi.AccountVerifier;
import org.authenticatorbackup.api.spi.CredentialIssuer;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.Challenge;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.api.verification.VerificationTask.State;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.policy.VerificationRule;
import org.authenticatorbackup.core.policy.VerificationRule.Event;
import org.authenticatorbackup.core.policy.VerificationRule.Step;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VerificationMemory;
import org.authenticatorbackup.core.vault.VerificationMemory.Progress;
import org.authenticatorbackup.core.vault.VerificationMemory.Remembered;

/** The verification service of one device. What a provider is about to be asked for is named durably before it is asked. */
public final class AccountVerification implements VerificationService {

    private static final int REQUEST_BYTES = 16;

    /** An app that changes its store all the time must not keep a call for ever. */
    private static final int MAX_ATTEMPTS = 100;

    private final Surroundings here;
    private final Optional<AccountVerifier> verifier;
    private final Optional<CredentialIssuer> issuer;
    private final LocalState local;
    private final VerificationMemory memory;

    /** Works in an app's surroundings, with what it has plugged in. */
    public AccountVerification(
            Surroundings here, Optional<AccountVerifier> verifier, Optional<CredentialIssuer> issuer) {
        this.here = here;
        this.verifier = verifier;
        this.issuer = issuer;
        this.local = new LocalState(here);
        this.memory = new VerificationMemory(here.device());
    }

    @Override
    public List<VerificationTask> tasks() throws DeviceStateException {
        synchronized (here.device()) {
            Remembered remembered = remembered();
            List<VerificationTask> tasks = new ArrayList<>();
            for (Account account : needing()) {
                tasks.add(
                        task(account, Optional.ofNullable(remembered.progress().get(account.id()))));
            }
            return tasks;
        }
    }

    /** What cannot be understood is worth nothing: the person begins anew. */
    private Remembered remembered() throws DeviceStateException {
        try {
            return memory.read();
        } catch (DeviceStateException e) {
            if (e.reason() == DeviceStateException.Reason.DAMAGED
                    || e.reason() == DeviceStateException.Reason.NEWER_VERSION) {
                return Remembered.NOTHING;
            }
            throw e;
        }
    }

    /** The accounts in use that do not work here. */
    private List<Account> needing() throws DeviceStateException {
        List<Account> needing = new ArrayList<>();
        for (Account account : local.read().accounts()) {
            if (isNeeding(account)) {
                needing.add(account);
            }
        }
        return needing;
    }

    private boolean isNeeding(Account account) throws DeviceStateException {
        if (account.credential() instanceof Credential.Withheld) {
            return true;
        }
        return account.credential() instanceof Credential.DeviceBound && issuer.isPresent() && !holdsKey(account);
    }

    private boolean holdsKey(Account account) throws DeviceStateException {
        try {
            return issuer.isPresent() && issuer.get().holdsKey(account);
        } catch (IOException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.UNREADABLE, "cannot read the key store", List.of(), e);
        }
    }

    private static VerificationTask task(Account account, Optional<Progress> progress) {
        return new VerificationTask(
                account.id(),
                account.label().name(),
                account.label().kind(),
                VerificationRule.way(account.label().kind()),
                progress.map(Progress::state).orElse(State.NAME_ONLY),
                progress.filter(each -> each.state() == State.CHALLENGED).flatMap(Progress::expiresAt),
                progress.flatMap(Progress::failure));
    }

    @Override
    public VerificationTask challenge(AccountId id, PersonalProof proof)
            throws VerificationException, DeviceStateException {
        synchronized (here.device()) {
            Attempt attempt = begun(id, Step.CHALLENGE);
            Challenge challenge = attempt.asking(() -> verifier().challenge(attempt.account, attempt.request(), proof));
            try (Secret ticket = challenge.ticket()) {
                attempt.reach(Event.CHALLENGED, Optional.of(encoded(ticket)), Optional.of(challenge.expiresAt()));
            }
            return attempt.task();
        }
    }

    @Override
    public VerificationTask confirm(AccountId id, ConfirmationCode code)
            throws VerificationException, DeviceStateException {
        synchronized (here.device()) {
            Attempt attempt = begun(id, Step.CONFIRM);
            requireInTime(attempt, attempt.progress.expiresAt());
            Secret grant;
            try (Secret ticket = attempt.ticket()) {
                grant = attempt.asking(() -> verifier().confirm(attempt.account, attempt.request(), ticket, code));
            }
            return proven(attempt, grant);
        }
    }

    @Override
    public VerificationTask redeem(AccountId id, ActivationCode code)
            throws VerificationException, DeviceStateException {
        synchronized (here.device()) {
            Attempt attempt = begun(id, Step.REDEEM);
            String digest = digest(code);
            if (attempt.remembered.used().contains(digest)) {
                throw new VerificationException(Reason.ALREADY_USED, "the activation was redeemed before");
            }
            requireInTime(attempt, code.expiresAt());
            attempt.reach(Event.CHALLENGED, Optional.empty(), code.expiresAt());
            Secret grant = attempt.asking(() -> verifier().redeem(attempt.account, attempt.request(), code));
            attempt.remembered = attempt.remembered.used(digest);
            return proven(attempt, grant);
        }
    }

    @Override
    public VerificationTask resume(AccountId id) throws VerificationException, DeviceStateException {
        synchronized (here.device()) {
            return rebound(begun(id, Step.RESUME));
        }
    }

    @Override
    public boolean individualize(AccountId id) throws VerificationException, DeviceStateException {
        synchronized (here.device()) {
            Optional<Account> found = find(local.read(), id);
            if (!found.isPresent() || isNeeding(found.get())) {
                throw new VerificationException(Reason.NO_TASK, "the account is not here, or has no codes");
            }
            Account account = found.get();
            if (account.credential() instanceof Credential.DeviceUnique) {
                return true;
            }
            if (account.credential() instanceof Credential.DeviceBound
                    || !issuer.filter(each -> each.issuesPerDevice(account)).isPresent()) {
                return false;
            }
            String request = here.randomHex(REQUEST_BYTES);
            own(account, issuer().issue(account, request, Optional.empty()));
            return true;
        }
    }

    private VerificationTask proven(Attempt attempt, Secret grant) throws VerificationException, DeviceStateException {
        try (grant) {
            attempt.reach(Event.PROVEN, Optional.of(encoded(grant)), Optional.empty());
        }
        return rebound(attempt);
    }

    private VerificationTask rebound(Attempt attempt) throws VerificationException, DeviceStateException {
        Account account = attempt.account;
        try (Secret grant = attempt.ticket()) {
            Credential issued = attempt.asking(() -> issuer().issue(account, attempt.request(), Optional.of(grant)));
            if (!(account.credential() instanceof Credential.DeviceBound)) {
                own(account, issued);
            } else if (!issued.equals(account.credential()) || !holdsKey(account)) {
                throw new VerificationException(Reason.BROKEN, "no key of the account is held");
            }
        }
        return attempt.ended();
    }

    /** Puts the codes of this device into the app's store, unless they are no other ones than the backup's. */
    private void own(Account account, Credential issued) throws VerificationException, DeviceStateException {
        if (!(issued instanceof Credential.TimeBased) && !(issued instanceof Credential.Steam)) {
            throw new VerificationException(Reason.BROKEN, "the credential issued is of another sort");
        }
        if (issued.equals(account.credential())) {
            throw new VerificationException(Reason.BROKEN, "the credential issued is the one that was backed up");
        }
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            VaultContents before = local.read();
            List<Account> accounts = new ArrayList<>(before.accounts());
            accounts.replaceAll(each -> each.id().equals(account.id())
                    ? each.withCredential(new Credential.DeviceUnique(issued, each.credential()))
                    : each);
            if (local.replace(before, before.withAccounts(accounts))) {
                return;
            }
        }
        throw new DeviceStateException(
                DeviceStateException.Reason.UNWRITABLE, "the accounts are changed all the time", List.of(), null);
    }

    private static Optional<Account> find(VaultContents contents, AccountId id) {
        return contents.accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst();
    }

    private AccountVerifier verifier() throws VerificationException {
        return verifier.orElseThrow(AccountVerification::unconnected);
    }

    private CredentialIssuer issuer() throws VerificationException {
        return issuer.orElseThrow(AccountVerification::unconnected);
    }

    private static VerificationException unconnected() {
        return new VerificationException(Reason.NO_VERIFIER, "nothing is plugged in that verifies accounts");
    }

    private void requireInTime(Attempt attempt, Optional<Instant> expiresAt)
            throws VerificationException, DeviceStateException {
        if (expiresAt.filter(at -> !here.instant().isBefore(at)).isPresent()) {
            attempt.fail(Reason.EXPIRED);
            throw new VerificationException(Reason.EXPIRED, "what was to be proven is out of time");
        }
    }

    /** Begins or goes on, if the rule allows it; nobody proves anything if nothing can come of it. */
    private Attempt begun(AccountId id, Step step) throws VerificationException, DeviceStateException {
        verifier();
        issuer();
        List<Account> needing = needing();
        Account account = needing.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new VerificationException(Reason.NO_TASK, "the account is not here, or needs no verification"));
        Set<AccountId> open = new TreeSet<>();
        needing.forEach(each -> open.add(each.id()));
        Remembered remembered = remembered().only(open);
        Optional<Progress> known = Optional.ofNullable(remembered.progress().get(id));
        Optional<Reason> refusal = VerificationRule.refusal(
                VerificationRule.way(account.label().kind()),
                known.map(Progress::state).orElse(State.NAME_ONLY),
                step);
        if (refusal.isPresent()) {
            throw new VerificationException(refusal.get(), "this is not what the account needs now");
        }
        boolean anew = !known.isPresent() || known.get().state() == State.FAILED;
        Attempt attempt =
                new Attempt(account, remembered, known.orElseGet(() -> Progress.named(here.randomHex(REQUEST_BYTES))));
        if (anew) {
            attempt.keep(
                    known.isPresent()
                            ? new Progress(
                                    State.FAILED,
                                    here.randomHex(REQUEST_BYTES),
                                    Optional.empty(),
                                    Optional.empty(),
                                    known.get().failure())
                            : attempt.progress);
        }
        return attempt;
    }

    private static Encoded encoded(Secret secret) {
        byte[] bytes = secret.bytes();
        try {
            return new Encoded(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String digest(ActivationCode code) {
        char[] characters = code.code();
        byte[] bytes =
                StandardCharsets.US_ASCII.encode(CharBuffer.wrap(characters)).array();
        try {
            byte[] address = (code.address() + " ").getBytes(StandardCharsets.US_ASCII);
            byte[] both = Arrays.copyOf(address, address.length + bytes.length);
            System.arraycopy(bytes, 0, both, address.length, bytes.length);
            String digest = Sha256.hex(both);
            Arrays.fill(both, (byte) 0);
            return digest;
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private interface Question<T> {
        T ask() throws VerificationException;
    }

    /** One step of one verification. */
    private final class Attempt {

        private final Account account;
        private Remembered remembered;
        private Progress progress;

        Attempt(Account account, Remembered remembered, Progress progress) {
            this.account = account;
            this.remembered = remembered;
            this.progress = progress;
        }

        String request() {
            return progress.request();
        }

        Secret ticket() throws VerificationException {
            byte[] bytes = progress.ticket()
                    .orElseThrow(() -> new VerificationException(Reason.NO_CHALLENGE, "no code is on its way"))
                    .bytes();
            try {
                return Secret.of(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }

        /** What a provider says of a failure is kept; a state that cannot be written only goes along. */
        <T> T asking(Question<T> question) throws VerificationException {
            try {
                return question.ask();
            } catch (VerificationException e) {
                try {
                    fail(e.reason());
                } catch (DeviceStateException unkept) {
                    e.addSuppressed(unkept);
                }
                throw e;
            }
        }

        void fail(Reason reason) throws DeviceStateException {
            keep(progress.failed(VerificationRule.next(progress.state(), VerificationRule.event(reason)), reason));
        }

        void reach(Event event, Optional<Encoded> ticket, Optional<Instant> expiresAt) throws DeviceStateException {
            State next = VerificationRule.next(progress.state(), event);
            keep(new Progress(next, progress.request(), ticket, expiresAt, Optional.empty()));
        }

        private void keep(Progress changed) throws DeviceStateException {
            Remembered all = remembered.with(account.id(), changed);
            memory.save(all);
            remembered = all;
            progress = changed;
        }

        VerificationTask task() {
            return AccountVerification.task(account, Optional.of(progress));
        }

        /** The account works, whether or not it is noted that nothing is left to be done. */
        VerificationTask ended() {
            State last = VerificationRule.next(progress.state(), Event.ISSUED);
            progress = new Progress(last, progress.request(), Optional.empty(), Optional.empty(), Optional.empty());
            try {
                Set<AccountId> others = new TreeSet<>(remembered.progress().keySet());
                others.remove(account.id());
                memory.save(remembered.only(others));
            } catch (DeviceStateException e) {
                return task(); // the next step of any account forgets it
            }
            return task();
        }
    }
}
