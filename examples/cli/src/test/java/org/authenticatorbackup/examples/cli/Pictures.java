package org.authenticatorbackup.examples.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** What becomes of a picture on its way over paper, scanner and camera. */
final class Pictures {

    private static final long SEED = 20261126;

    private Pictures() {}

    static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }

    static Path write(BufferedImage picture, String format, Path file) throws IOException {
        if (!ImageIO.write(picture, format, file.toFile())) {
            throw new IOException("no writer for " + format);
        }
        return file;
    }

    static BufferedImage scaled(BufferedImage picture, double factor) {
        int size = (int) Math.round(picture.getWidth() * factor);
        return drawn(picture, size, AffineTransform.getScaleInstance(factor, factor));
    }

    static BufferedImage rotated(BufferedImage picture, double degrees) {
        int size = picture.getWidth() * 3 / 2;
        AffineTransform turn = AffineTransform.getRotateInstance(Math.toRadians(degrees), size / 2.0, size / 2.0);
        turn.translate((size - picture.getWidth()) / 2.0, (size - picture.getHeight()) / 2.0);
        return drawn(picture, size, turn);
    }

    /** As a camera in bad light sees it: grey, darker to one side, and grainy. */
    static BufferedImage photographed(BufferedImage picture) {
        Random random = new Random(SEED);
        BufferedImage photo = drawn(picture, picture.getWidth(), new AffineTransform());
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                double light = 0.9 - 0.3 * x / photo.getWidth();
                double grey = (40 + 0.7 * (photo.getRGB(x, y) & 0xff)) * light + 5 * random.nextGaussian();
                int clipped = (int) Math.max(0, Math.min(255, grey));
                photo.setRGB(x, y, new Color(clipped, clipped, clipped).getRGB());
            }
        }
        return photo;
    }

    /** With a white spot of so many pixels a side in the middle. */
    static BufferedImage holed(BufferedImage picture, int side) {
        BufferedImage holed = drawn(picture, picture.getWidth(), new AffineTransform());
        int start = (picture.getWidth() - side) / 2;
        for (int y = start; y < start + side; y++) {
            for (int x = start; x < start + side; x++) {
                holed.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        return holed;
    }

    /** Black on nothing instead of black on white. */
    static BufferedImage transparent(BufferedImage picture) {
        BufferedImage clear = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                clear.setRGB(x, y, (picture.getRGB(x, y) & 0xff) == 0 ? Color.BLACK.getRGB() : 0);
            }
        }
        return clear;
    }

    /** Put into the corner of a larger white sheet of one bit a pixel. */
    static BufferedImage onSheet(BufferedImage picture, int width, int height) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.drawImage(picture, 0, 0, null);
        pen.dispose();
        return sheet;
    }

    private static BufferedImage drawn(BufferedImage picture, int size, AffineTransform how) {
        BufferedImage canvas = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = canvas.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, size, size);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, how, null);
        pen.dispose();
        return canvas;
    }
}
