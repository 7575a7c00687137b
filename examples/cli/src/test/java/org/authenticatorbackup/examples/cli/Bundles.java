package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The files that hold the program's words, as they are. */
final class Bundles {

    private Bundles() {}

    static Map<String, String> of(String name) {
        Properties properties = new Properties();
        try (InputStreamReader file = new InputStreamReader(
                Language.class.getResourceAsStream(name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }
}
