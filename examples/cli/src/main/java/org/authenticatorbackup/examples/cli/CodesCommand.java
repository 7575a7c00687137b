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

@Command
final class CodesCommand implements CliCommand {

    /** The last second of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    @Option(names = "--at", paramLabel = "${bundle:label.seconds}")
    @Nullable
    Long at;

    @Option(names = "--next", paramLabel = "${bundle:label.id}")
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
            throw new UsageException("wrong.at");
        }
        try (Home home = device.openHome()) {
            return next == null ? current(home, epochSecond) : next(home, next);
        }
    }

    private static Answer current(Home home, long epochSecond) throws DeviceStateException {
        List<Map<String, Object>> codes = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Account account : home.accounts().load().contents().accounts()) {
            code(account.credential(), epochSecond).ifPresent(timed -> {
                Map<String, Object> json = AccountView.json(account);
                json.put("code", timed.code());
                json.put("validUntil", timed.validUntil());
                codes.add(json);
                rows.add(List.of(
                        timed.code(),
                        Phrase.of("said.seconds", timed.validUntil() - epochSecond),
                        AccountView.title(account)));
            });
        }
        Map<String, Object> json = Map.of("codes", codes);
        return rows.isEmpty() ? Answer.of(json, Phrase.of("said.no_codes")) : new Answer(json, rows);
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
                List.of(List.of(code, Phrase.of("said.counter", hotp.counter()), AccountView.title(account))));
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
