package org.authenticatorbackup.core.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;

/** Reads what accounts, groups and settings have in common: registers and tags. */
final class RegisterReader {

    private static final Json EMPTY = new Json.Text("");

    private RegisterReader() {}

    static Register read(Optional<Json> json, Register.Shape shape) throws JsonException {
        if (!json.isPresent()) {
            return shape.unwritten();
        }
        Fields fields = Fields.of(json.get());
        Stamp stamp = fields.has("stamp") ? stampOf(fields.text("stamp")) : Stamp.NEVER;
        if (shape != Register.Shape.SINGLE) {
            for (String name : shape.order()) {
                check(fields, name);
            }
        }
        return new Register(shape, stamp, fields.rest());
    }

    static Visibility visibility(Fields fields) throws JsonException {
        return new Visibility(tags(fields.array("live")), tags(fields.array("covered")));
    }

    private static Stamp stampOf(String text) throws JsonException {
        return Stamp.parse(text).orElseThrow(() -> JsonException.malformed("a stamp has another form"));
    }

    private static SortedSet<Tag> tags(List<Json> elements) throws JsonException {
        SortedSet<Tag> tags = new TreeSet<>();
        for (Json element : elements) {
            tags.add(Tag.parse(Fields.textOf(element, "tag"))
                    .orElseThrow(() -> JsonException.malformed("a tag has another form")));
        }
        return tags;
    }

    /** Checks the type of a known member, and drops one at its default. */
    private static void check(Fields fields, String name) throws JsonException {
        if (name.equals("favourite")) {
            if (fields.flag(name)) {
                fields.rest().put(name, Json.Word.TRUE);
            }
            return;
        }
        Optional<Json> value = fields.take(name);
        if (!value.isPresent() || value.get().equals(EMPTY)) {
            return;
        }
        if (name.equals("icon") && value.get() instanceof Json.Obj image) {
            checkImage(Fields.of(image));
        } else {
            Fields.textOf(value.get(), name);
        }
        fields.rest().put(name, value.get());
    }

    private static void checkImage(Fields image) throws JsonException {
        image.text("type");
        String data = image.text("data");
        if (data.isEmpty()) {
            return;
        }
        byte[] content = Base64Text.decode(data, "icon");
        if (content.length > Icon.Image.MAX_BYTES) {
            throw JsonException.tooLarge("an icon is larger than 16 KiB");
        }
    }
}
