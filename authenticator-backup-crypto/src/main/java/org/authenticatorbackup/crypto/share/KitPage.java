package org.authenticatorbackup.crypto.share;

import java.util.Map;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/**
 * The recovery kit as a page to be printed: HTML without scripts and without anything that would be fetched. What a QR code on
 * it holds is {@link KitText#qrPayload}; drawing the code is left to the caller.
 *
 * <p>A kit opens everything, without any further secret: print it without leaving a file. Stateless; safe for use by several
 * threads.
 */
public final class KitPage {

    private KitPage() {}

    /**
     * Writes a page without a QR code.
     *
     * @param identity the vault that the kit opens; not closed
     * @param note what stands beside the key
     * @return the page, to be encoded in UTF-8, which cannot be wiped: print it, and drop it
     */
    public static String format(VaultIdentity identity, KitNote note) {
        return fill(identity, note, "");
    }

    /**
     * Writes a page with a QR code.
     *
     * @param identity the vault that the kit opens; not closed
     * @param note what stands beside the key
     * @param qrSvg the code as one {@code <svg>…</svg>} element, without an XML declaration; it is put into the page as it is,
     *     so it comes from a library that the caller trusts
     * @return the page, to be encoded in UTF-8, which cannot be wiped: print it, and drop it
     * @throws IllegalArgumentException if {@code qrSvg} does not start and end as such an element
     */
    public static String format(VaultIdentity identity, KitNote note, String qrSvg) {
        if (!qrSvg.startsWith("<svg") || !qrSvg.endsWith("</svg>")) {
            throw new IllegalArgumentException("expected one svg element");
        }
        return fill(identity, note, "<div class=\"qr\">" + qrSvg + "</div>\n");
    }

    private static String fill(VaultIdentity identity, KitNote note, String qr) {
        Map<String, String> values = KitText.values(identity, note);
        values.replaceAll((name, value) -> escape(value));
        values.put("qr", qr);
        values.put("words", "<li>" + String.join("</li>\n<li>", KitText.words(identity, note.language())) + "</li>");
        return KitTemplate.fill(KitTemplate.page(note.language()), values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
