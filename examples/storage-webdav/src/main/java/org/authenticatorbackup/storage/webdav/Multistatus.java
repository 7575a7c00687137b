package org.authenticatorbackup.storage.webdav;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code PROPFIND}: RFC 4918, section 13, in UTF-8. It comes from a stranger, so document types and entities are
 * refused, depth and texts are bounded, and an answer that ends too early is none.
 */
final class Multistatus {

    /** Elements within elements; the answers that we ask for have seven. */
    static final int MAX_DEPTH = 32;

    /** The characters of one text, such as an address. */
    static final int MAX_TEXT = 8 * 1024;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String DAV = "DAV:";
    private static final int HEX = 16;

    private final XMLStreamReader xml;
    private final List<DavEntry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;

    // what is known of the response that is being read
    private @Nullable String href;
    private boolean isFolder;
    private boolean isGone;
    private Optional<Instant> modified = Optional.empty();

    private Multistatus(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads an answer.
     *
     * @param answer the body, not retained
     * @return the resources it tells of, without those that it says are gone
     * @throws MalformedAnswerException if it is none, or not whole
     */
    static List<DavEntry> parse(byte[] answer) throws MalformedAnswerException {
        try {
            String text = text(ByteBuffer.wrap(answer));
            int start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
            Multistatus multistatus = new Multistatus(reader(text.substring(start)));
            multistatus.read();
            return multistatus.entries;
        } catch (CharacterCodingException e) {
            throw new MalformedAnswerException("no UTF-8");
        } catch (XMLStreamException e) {
            throw new MalformedAnswerException("no well-formed XML");
        }
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException, MalformedAnswerException {
        try {
            return factory().createXMLStreamReader(new StringReader(text));
        } catch (RuntimeException e) {
            throw stumbled();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private void read() throws XMLStreamException, MalformedAnswerException {
        while (xml.hasNext()) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedAnswerException("a document type or an entity");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
    }

    private int next() throws XMLStreamException, MalformedAnswerException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw stumbled();
        }
    }

    /** The platform's parser meets some errors with an unchecked exception: for want of a message, to begin with. */
    private static MalformedAnswerException stumbled() {
        return new MalformedAnswerException("no XML that the parser stands");
    }

    private void start() throws MalformedAnswerException {
        if (depth == 0 && !isDav("multistatus")) {
            throw new MalformedAnswerException("no multistatus");
        }
        if (++depth > MAX_DEPTH) {
            throw new MalformedAnswerException("more than " + MAX_DEPTH + " elements within each other");
        }
        text.setLength(0);
        if (isDav("response")) {
            href = null;
            isFolder = false;
            isGone = false;
            modified = Optional.empty();
        } else if (isDav("collection")) {
            isFolder = true;
        }
    }

    private void characters() throws MalformedAnswerException {
        if (text.length() + xml.getTextLength() > MAX_TEXT) {
            throw new MalformedAnswerException("a text of more than " + MAX_TEXT + " characters");
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private void end() throws MalformedAnswerException {
        depth--;
        if (isDav("href") && href == null) {
            href = text.toString().trim();
        } else if (isDav("getlastmodified")) {
            modified = date(text.toString().trim());
        } else if (isDav("status") && depth == 2) {
            isGone = text.toString().contains(" 404 ");
        } else if (isDav("response")) {
            endResponse();
        }
        text.setLength(0);
    }

    private void endResponse() throws MalformedAnswerException {
        if (href == null) {
            throw new MalformedAnswerException("a response without an address");
        }
        if (!isGone) {
            // an address that cannot be decoded is none of ours: our names need no encoding
            pathOf(href).ifPresent(path -> entries.add(new DavEntry(path, isFolder || path.endsWith("/"), modified)));
        }
    }

    private boolean isDav(String name) {
        return xml.getLocalName().equals(name) && DAV.equals(xml.getNamespaceURI());
    }

    static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The decoded path of an address, which may be whole or begin with the path, and be encoded more or less. */
    static Optional<String> pathOf(String address) {
        int authority = address.indexOf("://");
        int path = authority < 0 ? 0 : address.indexOf('/', authority + 3);
        return path < 0 ? Optional.of("/") : decode(address.substring(path));
    }

    private static Optional<String> decode(String encoded) {
        byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], HEX) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            decoded.put((byte) (HEX * high + low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    }
}
