package org.authenticatorbackup.storage.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where backups are, without what opens the place.
 *
 * @param endpoint the address of the service, {@code http} or {@code https}, without a path; the bucket is named in the
 *     path of requests
 * @param region what the service calls the place where the bucket is; services with one place take any
 * @param bucket 3 to 63 characters of {@code a-z 0-9 . -}
 * @param prefix what all keys begin with: empty, or segments of {@code A-Z a-z 0-9 . _ -}, each with a slash behind it
 * @param operator who runs the service, as {@link org.authenticatorbackup.api.spi.StorageTraits} wants it
 * @param patience how long nothing may arrive before a call fails, 1 ms or more; a request takes at most
 *     {@link #LONGEST} times as long
 */
public record S3Settings(
        URI endpoint, String region, String bucket, String prefix, String operator, Duration patience) {

    /** How long nothing may arrive, unless something else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many times the patience a request can take in all, while bytes trickle. */
    public static final int LONGEST = 30;

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-zA-Z0-9-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("((?!\\.{1,2}/)[A-Za-z0-9._-]{1,64}/){0,8}");
    private static final Set<String> PARAMETERS = Set.of("endpoint", "region", "operator");
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String AMAZON = "amazonaws.com";

    /**
     * Checks the address.
     *
     * @param endpoint the address of the service
     * @param region where the bucket is
     * @param bucket the bucket
     * @param prefix what all keys begin with
     * @param operator who runs the service
     * @param patience how long nothing may arrive
     * @throws IllegalArgumentException if one of them is of another form; it does not repeat it
     */
    public S3Settings {
        boolean web = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        boolean bare = endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && (endpoint.getRawPath().isEmpty() || "/".equals(endpoint.getRawPath()));
        if (!web || endpoint.getHost() == null || !bare) {
            throw new IllegalArgumentException("expected an endpoint of the form http(s)://host, and nothing after it");
        }
        require(REGION.matcher(region).matches(), "a region has letters, digits and hyphens");
        require(BUCKET.matcher(bucket).matches(), "a bucket's name has 3 to 63 characters of a-z, 0-9, . and -");
        require(PREFIX.matcher(prefix).matches(), "a prefix is empty, or has a slash behind each of its parts");
        require(!operator.isBlank(), "the operator has no name");
        require(patience.compareTo(Duration.ofMillis(1)) >= 0, "no patience at all");
    }

    /**
     * Reads a storage URI: {@code s3://bucket/prefix?endpoint=https://s3.example&region=eu-1&operator=example.com}.
     *
     * <p>Without an endpoint it is Amazon's, without a region {@code us-east-1}. Without an operator that is the endpoint's
     * host, or {@code amazonaws.com}.
     *
     * @param text the URI; values are not encoded
     * @return the settings, with the usual patience
     * @throws IllegalArgumentException if the text is of another form; it does not repeat the text
     */
    public static S3Settings parse(String text) {
        require(text.startsWith("s3://"), "expected s3://bucket/prefix?endpoint=https://host");
        int query = text.indexOf('?');
        Map<String, String> parameters = query < 0 ? Map.of() : parameters(text.substring(query + 1));
        String place = query < 0 ? text.substring(5) : text.substring(5, query);
        int slash = place.indexOf('/');
        String bucket = slash < 0 ? place : place.substring(0, slash);
        String prefix = slash < 0 ? "" : place.substring(slash + 1);
        String region = parameters.getOrDefault("region", DEFAULT_REGION);
        URI endpoint = uri(parameters.getOrDefault("endpoint", "https://s3." + region + "." + AMAZON));
        String host = parameters.containsKey("endpoint")
                ? Optional.ofNullable(endpoint.getHost()).orElse("")
                : AMAZON;
        return new S3Settings(
                endpoint,
                region,
                bucket,
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                parameters.getOrDefault("operator", host),
                PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param other as above
     * @return the settings
     */
    public S3Settings withPatience(Duration other) {
        return new S3Settings(endpoint, region, bucket, prefix, operator, other);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            boolean known = equals >= 0 && PARAMETERS.contains(name);
            boolean again = parameters.put(name, each.substring(equals + 1)) != null;
            require(known && !again, "after ?, expected endpoint, region and operator, each once");
        }
        return parameters;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the endpoint is no URI");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
