package org.authenticatorbackup.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.MembersBuilder;

/** Reads what accounts, groups and settings have in common, as it comes: registers and tags. */
final class RegisterReader {

    private static final String STAMP = "stamp";

    private final JsonReader json;
    private final JsonReader.MemberReader member = this::member;
    private final MembersBuilder value = new MembersBuilder();
    private Register.Shape shape = Register.Shape.SINGLE;
    private Stamp stamp = Stamp.NEVER;
    private final Once once = new Once();

    RegisterReader(JsonReader json) {
        this.json = json;
    }

    /** The register that comes next. Known members at their default are dropped. */
    Register read(Register.Shape expected) throws JsonException {
        shape = expected;
        stamp = Stamp.NEVER;
        once.reset();
        json.countedObject(member);
        return new Register(expected, stamp, value.build());
    }

    private void member(String name) throws JsonException {
        if (name.equals(STAMP)) {
            once.at(0);
            stamp = stampOf(json.string(STAMP));
            return;
        }
        int known = shape == Register.Shape.SINGLE ? -1 : shape.order().indexOf(name);
        if (known < 0) {
            value.put(name, json.value());
            return;
        }
        once.at(1 + known);
        if (name.equals("favourite")) {
            if (Fields.flagOf(json.value(), name)) {
                value.put(name, Json.Word.TRUE);
            }
        } else if (name.equals("icon") && !json.isString()) {
            value.put(name, image(json.value()));
        } else {
            String text = json.string(name);
            if (!text.isEmpty()) {
                value.put(name, new Json.Text(text));
            }
        }
    }

    private static Stamp stampOf(String text) throws JsonException {
        return Stamp.parse(text).orElseThrow(() -> JsonException.malformed("a stamp has another form"));
    }

    private static Json image(Json image) throws JsonException {
        Fields fields = Fields.of(image);
        fields.text("type");
        String data = fields.text("data");
        if (!data.isEmpty() && Base64Text.decode(data, "icon").length > Icon.Image.MAX_BYTES) {
            throw JsonException.tooLarge("an icon is larger than 16 KiB");
        }
        return image;
    }

    /** The tags that come next. */
    List<Tag> tags() throws JsonException {
        List<Tag> tags = new ArrayList<>(1);
        json.countedArray(() -> tags.add(tagOf(json.string("tag"))));
        return tags;
    }

    private static Tag tagOf(String text) throws JsonException {
        return Tag.parse(text).orElseThrow(() -> JsonException.malformed("a tag has another form"));
    }
}
