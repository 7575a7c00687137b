package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.crypto.share.KitNote;
import org.authenticatorbackup.crypto.share.KitPage;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.share.MalformedKitException;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** The forms in which a recovery kit is written. The extension of the file tells which. */
enum KitForm {

    /** Text, which is an age identity file as well. */
    TXT {
        @Override
        byte[] of(RecoveryKit kit, KitNote note) {
            try (VaultIdentity identity = identity(kit)) {
                return utf8(KitText.format(identity, note));
            }
        }
    },

    /** The QR code as a picture. */
    PNG {
        @Override
        byte[] of(RecoveryKit kit, KitNote note) {
            try (VaultIdentity identity = identity(kit)) {
                return code(identity).png();
            }
        }
    },

    /** The QR code as a drawing. */
    SVG {
        @Override
        byte[] of(RecoveryKit kit, KitNote note) {
            try (VaultIdentity identity = identity(kit)) {
                return utf8(code(identity).svgFile());
            }
        }
    },

    /** The page to be printed, with QR code, words and what to do without this program. */
    HTML {
        @Override
        byte[] of(RecoveryKit kit, KitNote note) {
            try (VaultIdentity identity = identity(kit)) {
                return utf8(KitPage.format(identity, note, code(identity).svg()));
            }
        }
    };

    /** {@return the content of the file, which the caller clears} */
    abstract byte[] of(RecoveryKit kit, KitNote note);

    /** {@return what stands beside the key: where the backups are, the date of today, and the language} */
    static KitNote note(Device device, HomeSettings settings) {
        String today =
                device.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return new KitNote(
                String.join(" ", settings.storages()),
                today,
                device.terminal().language().kit());
    }

    /** {@return the form that a file's extension tells; text without one} */
    static KitForm ofFile(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return TXT;
        }
        try {
            return Words.parse(KitForm.class, name.substring(dot + 1).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.kit_form");
        }
    }

    private static QrCode code(VaultIdentity identity) {
        char[] payload = KitText.qrPayload(identity);
        try {
            return QrCode.of(payload);
        } finally {
            Arrays.fill(payload, '\0');
        }
    }

    /** The library gives a kit as text only; the other forms are made from what that text says. */
    private static VaultIdentity identity(RecoveryKit kit) {
        char[] text = kit.text();
        try {
            List<VaultIdentity> identities = KitText.parse(CharBuffer.wrap(text));
            return identities.get(0);
        } catch (MalformedKitException e) {
            throw new IllegalStateException("the library wrote this kit", e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static byte[] utf8(CharSequence text) {
        return TextFile.encode(CharBuffer.wrap(text));
    }
}
