package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object, by type.
 *
 * @param members as {@link Json} reads them
 */
record JsonMembers(Map<?, ?> members) {

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) throws IOException {
        return required(name, String.class);
    }

    long number(String name) throws IOException {
        return required(name, Long.class);
    }

    boolean truth(String name) throws IOException {
        return required(name, Boolean.class);
    }

    JsonMembers object(String name) throws IOException {
        return new JsonMembers(required(name, Map.class));
    }

    Optional<String> optionalText(String name) throws IOException {
        return members.get(name) instanceof Optional || !has(name) ? Optional.empty() : Optional.of(text(name));
    }

    List<JsonMembers> objects(String name) throws IOException {
        List<JsonMembers> objects = new ArrayList<>();
        for (Object element : required(name, List.class)) {
            objects.add(new JsonMembers(as(name, element, Map.class)));
        }
        return objects;
    }

    List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object element : required(name, List.class)) {
            texts.add(as(name, element, String.class));
        }
        return texts;
    }

    /** All members, each of which is text. */
    Map<String, String> asTexts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            texts.put(String.valueOf(member.getKey()), as("member", member.getValue(), String.class));
        }
        return texts;
    }

    private <T> T required(String name, Class<T> type) throws IOException {
        Object value = members.get(name);
        if (value == null) {
            throw new IOException("member " + name + " is missing");
        }
        return as(name, value, type);
    }

    private static <T> T as(String name, Object value, Class<T> type) throws IOException {
        if (!type.isInstance(value)) {
            throw new IOException("member " + name + " has another type");
        }
        return type.cast(value);
    }
}
