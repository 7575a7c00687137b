package org.authenticatorbackup.storage.webdav;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where backups are, without what opens the place.
 *
 * @param folder the address of an existing folder, {@code http} or {@code https}, with a slash at its end and nothing
 *     after it
 * @param operator who runs the server, as {@link org.authenticatorbackup.api.spi.StorageTraits} wants it
 * @param patience how long nothing may arrive or leave before a call fails, 1 ms or more; a call takes at most
 *     {@link #LONGEST} times as long
 */
public record WebDavSettings(URI folder, String operator, Duration patience) {

    /** How long nothing may arrive or leave, unless something else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many times the patience a request can take in all, while bytes trickle. */
    public static final int LONGEST = 30;

    private static final String SCHEME = "webdav+";
    private static final String OPERATOR = "operator=";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks the address.
     *
     * @param folder the address of an existing folder
     * @param operator who runs the server
     * @param patience how long nothing may arrive or leave
     * @throws IllegalArgumentException if one of them is of another form; it does not repeat the address
     */
    public WebDavSettings {
        boolean web = "https".equals(folder.getScheme()) || "http".equals(folder.getScheme());
        if (!web || folder.getHost() == null || folder.getRawUserInfo() != null) {
            throw new IllegalArgumentException("expected http(s)://host/folder/ without user and password");
        }
        if (folder.getRawQuery() != null
                || folder.getRawFragment() != null
                || !folder.getRawPath().endsWith("/")) {
            throw new IllegalArgumentException("expected a slash at the end of the folder's address");
        }
        if (!folder.normalize().equals(folder)) {
            throw new IllegalArgumentException("dots or double slashes in the folder's address");
        }
        if (operator.isBlank()) {
            throw new IllegalArgumentException("the operator has no name");
        }
        if (patience.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("no patience at all");
        }
    }

    /**
     * A folder of a server that its host runs, with the usual patience.
     *
     * @param folder as above
     * @return the settings
     * @throws IllegalArgumentException if the address is of another form
     */
    public static WebDavSettings of(URI folder) {
        return new WebDavSettings(
                folder, Optional.ofNullable(folder.getHost()).orElse("").toLowerCase(Locale.ROOT), PATIENCE);
    }

    /**
     * Reads a storage URI: {@code webdav+https://host/folder}, or {@code webdav+http:} likewise, and perhaps
     * {@code ?operator=example.com}; without that, the host's name is the operator's.
     *
     * @param text the URI
     * @return the settings, with the usual patience
     * @throws IllegalArgumentException if the text is of another form; it does not repeat the text
     */
    public static WebDavSettings parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("expected webdav+https://host/folder");
        }
        int query = text.indexOf('?');
        String address = query < 0 ? text : text.substring(0, query);
        String slash = address.endsWith("/") ? "" : "/";
        WebDavSettings settings = of(uri(address.substring(SCHEME.length()) + slash));
        return query < 0 ? settings : settings.runBy(operator(text.substring(query + 1)));
    }

    private WebDavSettings runBy(String other) {
        return new WebDavSettings(folder, other, patience);
    }

    /**
     * The same with another patience.
     *
     * @param other as above
     * @return the settings
     */
    public WebDavSettings withPatience(Duration other) {
        return new WebDavSettings(folder, operator, other);
    }

    /** Whether nobody on the way can read what is sent. */
    boolean isPrivate() {
        return "https".equals(folder.getScheme()) || LOOPBACK.contains(folder.getHost());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the address is no URI");
        }
    }

    private static String operator(String query) {
        if (!query.startsWith(OPERATOR) || query.indexOf('&') >= 0) {
            throw new IllegalArgumentException("after ?, expected operator=name and nothing else");
        }
        return query.substring(OPERATOR.length());
    }
}
