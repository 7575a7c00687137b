package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.Steam;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.crypto.otp.Hotp;
import org.authenticatorbackup.crypto.otp.OtpAlgorithm;
import org.authenticatorbackup.crypto.otp.SteamCode;
import org.authenticatorbackup.crypto.otp.Totp;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "Shows the current codes; of a counter-based account, the next one with --next.")
final class CodesCommand implements CliCommand {

    /** The last second of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    @Option(names = "--at", paramLabel = "EPOCH_SECONDS", description = "The codes of that time instead of now.")
    @Nullable
    Long at;

    @Option(names = "--next", paramLabel = "ID", description = "The next code of this account; its counter moves on.")
    @Nullable
    String next;

    private final Device device;

    CodesCommand(Device device) {
        this.device = device;
    }

    /** A code with the second at which it is replaced. */
    private record TimedCode(String code, long validUntil) {}

    @Override
    public Answer run() throws CliException, DeviceStateException {
        long epochSecond = at == null ? device.clock().instant().getEpochSecond() : at;
        if (epochSecond < 0 || epochSecond > LATEST) {
            throw new UsageException("--at is a number of seconds since 1970, before the year 10000");
        }
        try (Home home = device.openHome()) {
            return next == null ? current(home, epochSecond) : next(home, next);
        }
    }

    private static Answer current(Home home, long epochSecond) throws DeviceStateException {
        List<Map<String, Object>> codes = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Account account : home.accounts().load().contents().accounts()) {
            code(account.credential(), epochSecond).ifPresent(timed -> {
                Map<String, Object> json = AccountView.json(account);
                json.put("code", timed.code());
                json.put("validUntil", timed.validUntil());
                codes.add(json);
                rows.add(List.of(timed.code(), (timed.validUntil() - epochSecond) + " s", AccountView.title(account)));
            });
        }
        return new Answer(Map.of("codes", codes), rows.isEmpty() ? List.of("No codes") : Columns.align(rows));
    }

    private static Optional<TimedCode> code(Credential credential, long epochSecond) {
        if (credential instanceof Credential.DeviceUnique unique) {
            return code(unique.own(), epochSecond);
        }
        if (credential instanceof TimeBased totp) {
            return Optional.of(with(
                    totp.secret(),
                    secret -> new TimedCode(
                            Totp.code(
                                    secret,
                                    algorithm(totp.algorithm()),
                                    totp.digits(),
                                    totp.periodSeconds(),
                                    epochSecond),
                            Totp.validUntil(epochSecond, totp.periodSeconds()))));
        }
        if (credential instanceof Steam steam) {
            return Optional.of(with(
                    steam.secret(),
                    secret -> new TimedCode(
                            SteamCode.code(secret, epochSecond),
                            Totp.validUntil(epochSecond, SteamCode.PERIOD_SECONDS))));
        }
        return Optional.empty();
    }

    /** The counter is durably moved on before anybody sees the code: a crash skips a code and never repeats one. */
    private Answer next(Home home, String idStart) throws CliException, DeviceStateException {
        Account account =
                AccountChoice.byIdStart(home.accounts().load().contents().accounts(), idStart);
        CounterBased hotp = device.connect(home)
                .accounts()
                .useCode(account.id())
                .orElseThrow(() -> new CliException(CliProblem.NO_COUNTER, idStart));
        String code = with(
                hotp.secret(), secret -> Hotp.code(secret, algorithm(hotp.algorithm()), hotp.digits(), hotp.counter()));
        Map<String, Object> json = new LinkedHashMap<>(AccountView.json(account));
        json.put("code", code);
        json.put("validUntil", Optional.empty());
        json.put("counter", hotp.counter());
        return new Answer(
                Map.of("codes", List.of(json)),
                Columns.align(List.of(List.of(code, "counter " + hotp.counter(), AccountView.title(account)))));
    }

    private interface Computation<T> {
        T of(byte[] secret);
    }

    private static <T> T with(Secret secret, Computation<T> computation) {
        byte[] bytes = secret.bytes();
        try {
            return computation.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static OtpAlgorithm algorithm(Credential.Algorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> OtpAlgorithm.SHA1;
            case SHA256 -> OtpAlgorithm.SHA256;
            case SHA512 -> OtpAlgorithm.SHA512;
        };
    }
}
