package org.authenticatorbackup.storage.jdbc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A storage URI, for programs whose users name their storage by one:
 * {@code jdbc:postgresql://host1,host2/database?owner=anna&targetServerType=primary}. It holds no password: the name and the
 * password of the user are given to the driver apart from it.
 *
 * <p>Of the driver's own parameters those are let through that say where the database is and how to trust it; others could
 * load classes or write files. A password that leaves this machine goes to a server whose certificate was checked:
 * {@code sslmode=verify-full} is added where nothing is said, and nothing less is accepted.
 *
 * @param url what to give to the PostgreSQL driver
 * @param settings what to give to {@link JdbcStorage}
 */
public record JdbcUri(String url, JdbcSettings settings) {

    private static final String HOST = "(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?";
    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://(" + HOST + "(?:," + HOST + ")*)/([A-Za-z0-9_-]{1,63})(?:\\?(.*))?");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z]+)=([A-Za-z0-9._/@:-]{1,256})");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Set<String> OF_THE_DRIVER = Set.of(
            "connectTimeout",
            "currentSchema",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "sslmode",
            "sslrootcert",
            "targetServerType");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String DEFAULT_OWNER = "main";
    private static final String STRICT = "verify-full";

    /**
     * Reads a storage URI. {@code owner} is {@code main} if it is not said, {@code operator} the name of the first host.
     *
     * @param text the URI
     * @return what it says
     * @throws IllegalArgumentException if the text is of another form; it does not repeat the text
     */
    public static JdbcUri parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected jdbc:postgresql://host/database without user and password");
        }
        String[] hosts = form.group(1).split(",");
        Map<String, String> parameters = parameters(Optional.ofNullable(form.group(3)));
        String owner = Optional.ofNullable(parameters.remove("owner")).orElse(DEFAULT_OWNER);
        String operator = Optional.ofNullable(parameters.remove("operator")).orElse(hostName(hosts[0]));
        if (!OF_THE_DRIVER.containsAll(parameters.keySet())) {
            throw new IllegalArgumentException("an unknown parameter of the database's address");
        }
        requirePrivacy(hosts, parameters);
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        String url = "jdbc:postgresql://" + form.group(1) + "/" + form.group(2) + (query.isEmpty() ? "" : "?" + query);
        return new JdbcUri(url, JdbcSettings.of(owner, operator));
    }

    private static Map<String, String> parameters(Optional<String> query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query.isPresent()) {
            for (String each : query.get().split("&", -1)) {
                Matcher parameter = PARAMETER.matcher(each);
                if (!parameter.matches() || parameters.put(parameter.group(1), parameter.group(2)) != null) {
                    throw new IllegalArgumentException("after ?, expected name=value&name=value");
                }
            }
        }
        return parameters;
    }

    private static void requirePrivacy(String[] hosts, Map<String, String> parameters) {
        for (String host : hosts) {
            if (!LOOPBACK.contains(hostName(host))
                    && !STRICT.equals(parameters.computeIfAbsent("sslmode", key -> STRICT))) {
                throw new IllegalArgumentException("beyond this machine, sslmode is " + STRICT);
            }
        }
    }

    private static String hostName(String host) {
        return PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
