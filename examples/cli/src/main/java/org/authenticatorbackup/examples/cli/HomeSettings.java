package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a home remembers beside its accounts.
 *
 * @param device the home's own name, drawn when it was made
 * @param storage where backups go, once they are turned on
 * @param recoveryAccount the recovery account, if one is used
 */
record HomeSettings(String device, Optional<String> storage, Optional<String> recoveryAccount) {

    HomeSettings connectedTo(String storageUri, Optional<String> recoveryAccountUri) {
        return new HomeSettings(device, Optional.of(storageUri), recoveryAccountUri);
    }

    HomeSettings disconnected() {
        return new HomeSettings(device, Optional.empty(), Optional.empty());
    }

    String format() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("device", device);
        document.put("storage", storage);
        document.put("recoveryAccount", recoveryAccount);
        return Json.format(document);
    }

    static HomeSettings parse(byte[] utf8) throws IOException {
        JsonMembers document = Json.parse(utf8);
        if (document.number("version") != 1) {
            throw new IOException("unknown version");
        }
        return new HomeSettings(
                document.text("device"), document.optionalText("storage"), document.optionalText("recoveryAccount"));
    }
}
