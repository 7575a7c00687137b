package org.authenticatorbackup.examples.cli;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Finds the QR code of a recovery kit in a picture: a PNG, or a JPEG as cameras make them. */
final class KitPicture {

    /** The largest picture that is looked at: 16 megapixels take some 80 MB of memory. */
    static final int MAX_PIXELS = 4096 * 4096;

    /** The modules a side of the smallest QR code there is. */
    private static final int SMALLEST_CODE = 21;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final Map<DecodeHintType, ?> THOROUGH = Map.of(DecodeHintType.TRY_HARDER, true);
    private static final Map<DecodeHintType, ?> DRAWN = Map.of(DecodeHintType.PURE_BARCODE, true);

    private KitPicture() {}

    /** {@return whether a file is a picture, and no text} */
    static boolean isPicture(byte[] content) {
        return startsWith(content, PNG) || startsWith(content, JPEG);
    }

    /**
     * Finds what the QR code says.
     *
     * @param file what to name in a refusal
     * @param content the picture; not kept
     * @return the text, which the caller clears
     * @throws CliException if the picture is damaged or too large, or shows no QR code that can be read
     */
    static char[] read(Path file, byte[] content) throws CliException {
        BufferedImage picture = picture(file, content);
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] greys = greys(picture);
        byte[] halved = halved(greys, width, height);
        try {
            return find(source(greys, width, height))
                    .or(() -> find(source(halved, width / 2, height / 2)))
                    .orElseThrow(() -> new CliException(CliProblem.NO_CODE_IN_PICTURE, file.toString()))
                    .toCharArray();
        } finally {
            Arrays.fill(greys, (byte) 0);
            Arrays.fill(halved, (byte) 0);
        }
    }

    private static BufferedImage picture(Path file, byte[] content) throws CliException {
        String format = startsWith(content, PNG) ? "png" : "jpeg";
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        // in memory, or else ImageIO keeps a secret in a temporary file
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                throw new CliException(CliProblem.PICTURE_TOO_LARGE, file.toString());
            }
            return reader.read(0);
        } catch (IOException | RuntimeException e) { // the readers of the JDK throw all sorts over damaged pictures
            throw new CliException(CliProblem.PICTURE_UNREADABLE, e, file.toString());
        } finally {
            reader.dispose();
        }
    }

    /** The brightness of each pixel, as on white paper where the picture is transparent. */
    private static byte[] greys(BufferedImage picture) {
        int width = picture.getWidth();
        byte[] greys = new byte[width * picture.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                greys[y * width + x] = (byte) grey(row[x]);
            }
        }
        Arrays.fill(row, 0);
        return greys;
    }

    /** The picture at half its size, which takes away the grain that a camera adds in bad light. */
    private static byte[] halved(byte[] greys, int width, int height) {
        byte[] halved = new byte[(width / 2) * (height / 2)];
        int at = 0;
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width / 2; x++) {
                int corner = 2 * y * width + 2 * x;
                int sum = (greys[corner] & 0xff)
                        + (greys[corner + 1] & 0xff)
                        + (greys[corner + width] & 0xff)
                        + (greys[corner + width + 1] & 0xff);
                halved[at++] = (byte) (sum / 4);
            }
        }
        return halved;
    }

    private static LuminanceSource source(byte[] greys, int width, int height) {
        return new PlanarYUVLuminanceSource(greys, width, height, 0, 0, width, height, false);
    }

    private static int grey(int argb) {
        int opacity = argb >>> 24;
        int grey = ((argb >> 16 & 0xff) + 2 * (argb >> 8 & 0xff) + (argb & 0xff)) / 4;
        return (grey * opacity + 0xff * (0xff - opacity)) / 0xff;
    }

    /** One way to tell black from white suits shadows, another noise, and none what was drawn with a pixel a module. */
    private static Optional<String> find(LuminanceSource greys) {
        if (Math.min(greys.getWidth(), greys.getHeight()) < SMALLEST_CODE) {
            return Optional.empty();
        }
        for (Binarizer seen : List.of(new HybridBinarizer(greys), new GlobalHistogramBinarizer(greys))) {
            for (Map<DecodeHintType, ?> hints : List.of(THOROUGH, DRAWN)) {
                Optional<String> found = find(new BinaryBitmap(seen), hints);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(BinaryBitmap seen, Map<DecodeHintType, ?> hints) {
        try {
            return Optional.of(new QRCodeReader().decode(seen, hints).getText());
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }
}
