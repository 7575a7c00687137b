package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a home remembers beside its accounts.
 *
 * @param device the home's own name, drawn when it was made
 * @param storages where backups go, once they are turned on, the main place first
 * @param recoveryAccount the recovery account, if one is used
 */
record HomeSettings(String device, List<String> storages, Optional<String> recoveryAccount) {

    HomeSettings {
        storages = List.copyOf(storages);
    }

    HomeSettings connectedTo(List<String> storageUris, Optional<String> recoveryAccountUri) {
        return new HomeSettings(device, storageUris, recoveryAccountUri);
    }

    HomeSettings disconnected() {
        return new HomeSettings(device, List.of(), Optional.empty());
    }

    String format() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 2);
        document.put("device", device);
        document.put("storages", storages);
        document.put("recoveryAccount", recoveryAccount);
        return Json.format(document);
    }

    static HomeSettings parse(byte[] utf8) throws IOException {
        JsonMembers document = Json.parse(utf8);
        long version = document.number("version");
        if (version != 1 && version != 2) {
            throw new IOException("unknown version");
        }
        return new HomeSettings(
                document.text("device"),
                version == 1
                        ? document.optionalText("storage").map(List::of).orElse(List.of())
                        : document.texts("storages"),
                document.optionalText("recoveryAccount"));
    }
}
