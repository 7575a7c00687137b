package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** QR codes of kits, as they are drawn and as they come back from paper. */
class KitPictureTest {

    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final long SEED = 20261126;

    @TempDir
    Path directory;

    private LostPhone lost;
    private Path picture;
    private BufferedImage code;

    @BeforeEach
    void writePicture() throws IOException {
        lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        picture = directory.resolve("kit.png");
        lost.phone()
                .run(
                        "kit",
                        "--out",
                        picture.toString(),
                        "--kit-file",
                        lost.kit().toString())
                .succeeded();
        code = Pictures.read(picture);
    }

    private org.authenticatorbackup.examples.cli.Result check(Path kit) {
        return lost.phone().json("kit", "--check", kit.toString());
    }

    private Path png(BufferedImage changed) throws IOException {
        return Pictures.write(changed, "png", directory.resolve("changed.png"));
    }

    @ParameterizedTest
    @EnumSource(VaultSuite.class)
    void theCodeIsExactlyTheLibrarysPayloadInAlphanumericMode(VaultSuite suite) throws Exception {
        byte[] seed = new byte[32];
        new Random(SEED).nextBytes(seed);
        char[] payload;
        try (VaultIdentity identity = VaultIdentity.ofSeed(suite, seed)) {
            payload = KitText.qrPayload(identity);
        }
        Path file =
                Files.write(directory.resolve("code.png"), QrCode.of(payload).png());

        BufferedImage drawn = Pictures.read(file);
        Result result = decode(drawn);

        assertThat(result.getText()).isEqualTo(String.valueOf(payload));
        assertThat(KitPicture.read(file, Files.readAllBytes(file))).isEqualTo(payload);
        assertThat(result.getRawBytes()[0] >> 4).as("mode").isEqualTo(0b0010);
        assertThat(result.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL))
                .isEqualTo("Q");
        assertThat(drawn.getWidth()).as("version 5").isEqualTo((37 + 2 * 4) * QrCode.PIXELS_PER_MODULE);
    }

    @Test
    void fourModulesOfWhiteSurroundTheCode() {
        Set<String> modules = Drawing.modules(code);

        assertThat(modules).allMatch(module -> module.matches("([4-9]|[1-3]\\d|40),([4-9]|[1-3]\\d|40)"));
        assertThat(modules).contains("4,4", "40,4", "4,40");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1 / 12.0, 0.25, 0.37, 0.5, 1.0, 1.5, 3.1})
    void aCodeOfAnySizeIsRead(double factor) throws IOException {
        check(png(Pictures.scaled(code, factor))).succeeded();
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 45, 90, 180, 263})
    void aCodeThatLiesAskewIsRead(double degrees) throws IOException {
        check(png(Pictures.rotated(code, degrees))).succeeded();
    }

    @Test
    void aPhotoInBadLightGivesTheAccountsBack() throws IOException {
        BufferedImage photo = Pictures.photographed(Pictures.rotated(code, 3));
        for (String format : List.of("png", "jpeg")) {
            Path file = Pictures.write(photo, format, directory.resolve("photo." + format));
            Phone fresh = new Phone(directory.resolve("fresh-" + format));

            fresh.run("recover", "--storage", lost.uri(), "--kit-file", file.toString())
                    .succeeded();

            assertThat(fresh.looks()).isEqualTo(lost.phone().looks());
        }
    }

    @Test
    void aPictureIsKnownByItsContentWhateverItsName() throws IOException {
        check(Files.copy(picture, directory.resolve("kit.txt"))).succeeded();
        check(Files.copy(lost.kit(), directory.resolve("text.png"))).succeeded();
    }

    @Test
    void aTransparentPictureIsReadAsOnWhite() throws IOException {
        check(png(Pictures.transparent(code))).succeeded();
    }

    @Test
    void aStainIsMadeUpForAndALargeHoleIsNot() throws IOException {
        check(png(Pictures.holed(code, 10 * QrCode.PIXELS_PER_MODULE))).succeeded();

        Path holed = png(Pictures.holed(code, 24 * QrCode.PIXELS_PER_MODULE));

        check(holed).refusedFor("NO_CODE_IN_PICTURE");
        lost.phone().run("kit", "--check", holed.toString()).refusedInWords();
        new Phone(directory.resolve("fresh"))
                .json("recover", "--storage", lost.uri(), "--kit-file", holed.toString())
                .refusedFor("NO_CODE_IN_PICTURE");
        assertThat(directory.resolve("fresh")).doesNotExist();
    }

    @Test
    void aPictureOfSomethingElseShowsNoCode() throws IOException {
        check(png(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY))).refusedFor("NO_CODE_IN_PICTURE");
        check(png(new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB))).refusedFor("NO_CODE_IN_PICTURE");
    }

    @Test
    void aCodeThatIsNoKitIsRefusedAsOne() throws IOException {
        Path other = Files.write(
                directory.resolve("other.png"),
                QrCode.of("HTTPS://EXAMPLE.COM/".toCharArray()).png());

        check(other).refusedFor("MALFORMED_KIT");
    }

    @Test
    void aDamagedPictureIsSaidToBeDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(picture);
        for (int length : new int[] {4, 8, 20, 33, 40}) {
            Path cut = Files.write(directory.resolve("cut.png"), Arrays.copyOf(whole, length));

            check(cut).refusedFor("PICTURE_UNREADABLE");
            lost.phone().run("kit", "--check", cut.toString()).refusedInWords();
        }
        Path jpeg = Files.write(directory.resolve("x.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        check(jpeg).refusedFor("PICTURE_UNREADABLE");
    }

    @Test
    void noDamageToAPictureIsTakenForAMistakeOfTheProgram() throws IOException {
        Random random = new Random(SEED);
        Path jpeg = Pictures.write(Pictures.scaled(code, 0.5), "jpeg", directory.resolve("kit.jpg"));
        Path file = directory.resolve("damaged");
        Set<CliProblem> reasons = new TreeSet<>();
        for (Path original : List.of(picture, jpeg)) {
            for (int i = 0; i < 200; i++) {
                Files.write(file, damaged(Files.readAllBytes(original), i % 2 == 0, random));

                try (RecoveryKit kit = KitFile.read(file)) {
                    assertThat(kit.text()).isNotEmpty();
                } catch (CliException e) {
                    reasons.add(e.reason());
                }
            }
        }
        assertThat(reasons).contains(CliProblem.PICTURE_UNREADABLE, CliProblem.NO_CODE_IN_PICTURE);
    }

    /** One bit of it is wrong; in front, where a reader trips over most. */
    private static byte[] damaged(byte[] whole, boolean isInFront, Random random) {
        byte[] damaged = whole.clone();
        int end = isInFront ? Math.min(100, damaged.length) : damaged.length;
        damaged[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }

    @Test
    void aPictureOfTheMostPixelsIsReadAndALargerOneRefused() throws IOException {
        check(png(Pictures.onSheet(code, 4096, 4095))).succeeded();
        check(png(Pictures.onSheet(code, 4096, 4096))).succeeded();

        Path larger = png(Pictures.onSheet(code, 4096, 4097));

        check(larger).refusedFor("PICTURE_TOO_LARGE");
        lost.phone().run("kit", "--check", larger.toString()).refusedInWords();
    }

    @Test
    void aFileOfTheMostBytesIsReadAndALargerOneRefused() throws IOException {
        setLength(picture, MAX_BYTES - 1);
        check(picture).succeeded();
        setLength(picture, MAX_BYTES);
        check(picture).succeeded();

        setLength(picture, MAX_BYTES + 1);

        check(picture).refusedFor("FILE_UNREADABLE");
    }

    /** What follows a picture in its file does not belong to it. */
    private static void setLength(Path file, int length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static Result decode(BufferedImage drawn) throws Exception {
        int size = drawn.getWidth();
        int[] pixels = drawn.getRGB(0, 0, size, size, null, 0, size);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels))));
    }
}
