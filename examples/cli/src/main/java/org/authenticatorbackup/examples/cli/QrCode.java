package org.authenticatorbackup.examples.cli;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The key of a recovery kit as a QR code, in black and white. Its characters are those of the alphanumeric mode, so that the
 * code stays small: 37 modules and the quiet zone, for the longest key.
 */
final class QrCode {

    /** The white around the code, in modules, as the standard asks for. */
    static final int QUIET_ZONE = 4;

    /** 540 pixels in all: printed at 300 dots per inch, about as large as on the page. */
    static final int PIXELS_PER_MODULE = 12;

    /**
     * Up to a quarter of the code may be lost, for a paper that is folded and kept for years. The next lower level would
     * save four modules a side, the next higher cost four: smaller modules are lost more easily.
     */
    static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.Q;

    private final String payload;
    private final BitMatrix modules;

    private QrCode(String payload, BitMatrix modules) {
        this.payload = payload;
        this.modules = modules;
    }

    /** Makes the code; the caller clears the payload. */
    static QrCode of(char[] payload) {
        String text = String.valueOf(payload);
        Map<EncodeHintType, Object> hints =
                Map.of(EncodeHintType.ERROR_CORRECTION, LEVEL, EncodeHintType.MARGIN, QUIET_ZONE);
        try {
            // a size of nothing gives the least: one pixel a module
            return new QrCode(text, new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            throw new IllegalStateException("a key fits a QR code", e);
        }
    }

    /** {@return the code as a picture of one bit a pixel} */
    byte[] png() {
        int size = modules.getWidth() * PIXELS_PER_MODULE;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE) ? 0 : 0xffffff);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        // in memory, or else ImageIO keeps a secret in a temporary file
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot fail", e);
        }
        return png.toByteArray();
    }

    /** {@return the code for a dark terminal, two rows of modules a line} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean upper = !modules.get(x, y);
                boolean lower = y + 1 == modules.getHeight() || !modules.get(x, y + 1);
                line.append(upper ? lower ? '\u2588' : '\u2580' : lower ? '\u2584' : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** {@return the code as one element, to be put into a page} */
    String svg() {
        return svg("");
    }

    /** {@return the code as a file of its own, which holds the key as text too} */
    String svgFile() {
        return svg("<desc>" + payload + "</desc>") + "\n";
    }

    private String svg(String first) {
        int size = modules.getWidth();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" width=\"50mm\" height=\"50mm\" shape-rendering=\"crispEdges\" role=\"img\">" + first
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/><path fill=\"black\" d=\"" + path()
                + "\"/></svg>";
    }

    /** One rectangle for each run of black modules in a row. */
    private String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int end = x;
                while (end < modules.getWidth() && modules.get(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append('M').append(x).append(' ').append(y).append('h').append(end - x);
                    path.append("v1h").append(x - end).append('z');
                    x = end;
                }
            }
        }
        return path.toString();
    }
}
