package org.authenticatorbackup.examples.cli;

import java.awt.image.BufferedImage;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The black modules of a QR code, each as {@code column,row}. */
final class Drawing {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    private Drawing() {}

    static Set<String> modules(String svg) {
        Set<String> modules = new TreeSet<>();
        for (MatchResult run : RUN.matcher(svg).results().toList()) {
            int start = Integer.parseInt(run.group(1));
            IntStream.range(start, start + Integer.parseInt(run.group(3)))
                    .forEach(x -> modules.add(x + "," + run.group(2)));
        }
        return modules;
    }

    static Set<String> modules(BufferedImage picture) {
        Set<String> modules = new TreeSet<>();
        int half = QrCode.PIXELS_PER_MODULE / 2;
        for (int y = half; y < picture.getHeight(); y += QrCode.PIXELS_PER_MODULE) {
            for (int x = half; x < picture.getWidth(); x += QrCode.PIXELS_PER_MODULE) {
                if ((picture.getRGB(x, y) & 0xff) == 0) {
                    modules.add(x / QrCode.PIXELS_PER_MODULE + "," + y / QrCode.PIXELS_PER_MODULE);
                }
            }
        }
        return modules;
    }
}
