package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.share.MalformedShareException.Reason;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.words.EnglishWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactShareTest {

    private static final String VAULT = "brucekqlaqedexidov6nr7tf5uwcxkfv";
    private static final String SLOT = "2122232425262728";
    private static final String WORDS = "staff clay academic acid argue mandate mandate raspy mustang elevator remind "
            + "rainbow wireless uncover deliver wine grownup shaft guard dramatic slap enforce prepare mental costume "
            + "pink ivory lips example drift fantasy ladybug camera";
    private static final String TEXT =
            "# authbackup share v1\n# vault: " + VAULT + "\n# slot: " + SLOT + "\n# threshold: 2 of 3\n" + WORDS + "\n";

    private final SecureRandom random = new SecureRandom();

    @Test
    void anyTwoSharesOfTheSampleVaultOpenItsSlot() throws Exception {
        X25519Identity contact =
                X25519Identity.parse(SharedVectors.text("interop/x25519.key").trim());
        byte[] slot = SharedVectors.bytes("design/vault/" + VAULT + "/slots/" + SLOT + ".contacts.age");
        List<ContactShare> shares = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            byte[] file = SharedVectors.bytes("design/vault/contacts/share-" + i + ".age");
            ContactShare share = ContactShare.open(file, contact);
            assertThat(share.format()).isEqualTo(AgeFile.open(file, contact));
            assertThat(share.slot()).isEqualTo(new ContactSlot(VAULT, SLOT, 2, 3));
            shares.add(share);
        }

        for (ContactShare left : shares) {
            List<ContactShare> two = new ArrayList<>(shares);
            two.remove(left);
            try (LockKey key = ContactShare.combine(two);
                    VaultIdentity identity = Slot.open(slot, VAULT, List.of(key), Slot.DEFAULT_MAX_LOG2N)) {
                assertThat(new String(identity.text()))
                        .isEqualTo(SharedVectors.text("interop/pq.key").trim());
            }
            assertThat(rejection(List.of(left)).missing()).isEqualTo(1);
        }
    }

    @Test
    void theComparisonCodeIsTheKnownOne() throws Exception {
        Json kat = SharedVectors.json("design/kat.json").get("contact_sas");

        ShareRequest request = ShareRequest.of(
                kat.get("slot_id_hex").text(), kat.get("requester_recipient").text());

        assertThat(request.comparisonCode())
                .isEqualTo(kat.get("words").items().stream().map(Json::text).toList());
        assertThat(request).hasToString("ShareRequest[0102030405060708, hidden]");
    }

    /** Worked out here by the formula: {@code SHA-256(label, 00, slot id, recipient)} in groups of 11 bits. */
    @Test
    void theComparisonCodeCoversTheWholeSlotId() throws Exception {
        String recipient = X25519Identity.generate(random).recipient().text();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("authbackup/v1/contact-sas\0".getBytes(StandardCharsets.US_ASCII));
        digest.update(HexFormat.of().parseHex("f0e1d2c3b4a59687"));
        BigInteger bits = new BigInteger(1, digest.digest(recipient.getBytes(StandardCharsets.US_ASCII)));
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= ShareRequest.CODE_WORDS; i++) {
            expected.add(EnglishWords.word(bits.shiftRight(256 - 11 * i).intValue() & 0x7ff));
        }

        assertThat(ShareRequest.of("f0e1d2c3b4a59687", recipient).comparisonCode())
                .isEqualTo(expected);
    }

    /** The whole way: shared, kept by contacts, asked for, compared, answered and combined. */
    @Test
    void sharesGoFromThePersonToContactsAndBack() throws Exception {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        VaultIdentity identity = VaultIdentity.generate(VaultSuite.CLASSIC, random);
        ContactSlot slot = new ContactSlot(identity.vaultId(), SLOT, 2, 3);
        byte[] sealedSlot = Slot.seal(identity, "2026-11-22", List.of(LockKey.contacts(secret)), random);
        List<ContactShare> shares = ContactShare.split(slot, secret, random);
        X25519Identity ann = X25519Identity.generate(random);
        HybridIdentity bob = HybridIdentity.generate(random);
        byte[] keptByAnn = shares.get(0).seal(ann.recipient(), random);
        byte[] keptByBob = shares.get(2).seal(bob.recipient(), random);

        HybridIdentity requester = HybridIdentity.generate(random);
        ShareRequest request = ShareRequest.of(SLOT, requester.recipient().text());
        byte[] fromAnn = ContactShare.open(keptByAnn, ann).answer(request, random);
        byte[] fromBob = ContactShare.open(keptByBob, bob).answer(request, random);
        List<ContactShare> received =
                List.of(ContactShare.open(fromAnn, requester), ContactShare.open(fromBob, requester));

        LockKey key = ContactShare.combine(received);
        VaultIdentity recovered = Slot.open(sealedSlot, identity.vaultId(), List.of(key), Slot.DEFAULT_MAX_LOG2N);
        assertThat(recovered.seed()).isEqualTo(identity.seed());
        assertThat(keptByBob.length).isLessThan(ContactShare.MAX_FILE_BYTES);
        assertThatThrownBy(() -> ContactShare.open(fromAnn, ann))
                .isInstanceOfSatisfying(
                        AgeException.class, e -> assertThat(e.reason()).isEqualTo(AgeException.Reason.NO_MATCH));
        assertThat(Share.combine(List.of(
                        received.get(0).share(),
                        Share.parse(new String(shares.get(1).share().words())))))
                .isEqualTo(secret);
    }

    @Test
    void aRequestForAnotherSlotIsNotAnswered() throws Exception {
        ContactShare share = ContactShare.parse(TEXT.getBytes(StandardCharsets.US_ASCII));
        ShareRequest request = ShareRequest.of(
                "0000000000000000", X25519Identity.generate(random).recipient().text());

        SharesRejectedException e =
                catchThrowableOfType(SharesRejectedException.class, () -> share.answer(request, random));

        assertThat(e.reason()).isEqualTo(SharesRejectedException.Reason.DIFFERENT_SETS);
        assertThat(e).hasMessage("the shares differ in their slot");
    }

    @Test
    void everyRequesterAndSlotHasAnotherCode() throws Exception {
        Set<List<String>> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String recipient = X25519Identity.generate(random).recipient().text();
            codes.add(ShareRequest.of(SLOT, recipient).comparisonCode());
            codes.add(ShareRequest.of("0000000000000001", recipient).comparisonCode());
        }

        assertThat(codes).hasSize(200).allSatisfy(code -> assertThat(code).hasSize(ShareRequest.CODE_WORDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age1",
                "age1pq1qqq",
                "AGE1XKQ8943",
                "age1xkq8943ktzqdrth2x2ddlyfp8qu9rmfp528rka0fvhgd9ngkvf2qu2snyg"
            })
    void onlyARecipientIsARequest(String recipient) {
        assertThatThrownBy(() -> ShareRequest.of(SLOT, recipient)).isInstanceOf(MalformedKeyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "of another vault,  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 2122232425262728, 2, 3, vault",
        "of another slot,   brucekqlaqedexidov6nr7tf5uwcxkfv, 0000000000000000, 2, 3, slot",
        "of more contacts,  brucekqlaqedexidov6nr7tf5uwcxkfv, 2122232425262728, 2, 4, threshold",
    })
    void sharesOfDifferentSlotsAreNotCombined(
            String fault, String vault, String slot, int threshold, int count, String difference) throws Exception {
        ContactShare first = ContactShare.parse(TEXT.getBytes(StandardCharsets.US_ASCII));
        ContactShare other = ContactShare.split(new ContactSlot(vault, slot, threshold, count), new byte[32], random)
                .get(1);

        SharesRejectedException e = rejection(List.of(first, other));

        assertThat(e.reason()).as(fault).isEqualTo(SharesRejectedException.Reason.DIFFERENT_SETS);
        assertThat(e).hasMessage("the shares differ in their " + difference);
    }

    @Test
    void noSharesAreTooFew() {
        assertThat(rejection(List.of()).reason()).isEqualTo(SharesRejectedException.Reason.TOO_FEW);
        assertThat(rejection(List.of()).missing()).isEqualTo(2);
    }

    /** One fault per row: what is replaced, and by what; \n stands for itself. */
    @ParameterizedTest
    @CsvSource({
        "share v1,              share v2",
        "# authbackup,          #authbackup",
        "vault: bruce,          vault: Bruce",
        "vault: bruce,          vault: bruc",
        "vault: bruce,          vault: bruce1",
        "# vault,               vault",
        "slot: 21,              slot: 2",
        "slot: 21,              slot: A1",
        "2 of 3,                3 of 3",
        "2 of 3,                2 of 17",
        "2 of 3,                1 of 3",
        "2 of 3,                02 of 3",
        "2 of 3,                2 of 03",
        "2 of 3,                4 of 3",
        "2 of 3,                2of 3",
        "2 of 3,                2 of 3\\n",
        "2 of 3,                2 of 3\\r",
        "clay,                  CLAY",
        "staff clay,            staff  clay",
        "staff clay,            staff\\nclay",
        "wireless,              wire",
        "camera,                'camera '",
        "staff,                 1. staff",
        "staff,                 ' staff'",
        "camera\\n,             camera",
        "camera\\n,             camera\\n\\n",
        "camera\\n,             camera\\n#",
        "camera\\n,             camera\\r\\n",
    })
    void onlyTheExactTextIsRead(String part, String replacement) {
        String altered = TEXT.replace(
                part.replace("\\n", "\n"), replacement.replace("\\n", "\n").replace("\\r", "\r"));
        byte[] text = altered.getBytes(StandardCharsets.US_ASCII);

        assertThat(altered).isNotEqualTo(TEXT);
        assertThat(malformed(text).reason()).isEqualTo(Reason.TEXT);
    }

    @Test
    void wrongWordsAreReportedAsSuch() {
        assertThat(malformed(bytes(TEXT.replace("argue", "arguee"))).position()).isEqualTo(5);
        assertThat(malformed(bytes(TEXT.replace("argue", "arena"))).reason()).isEqualTo(Reason.CHECKSUM);
        assertThat(malformed(bytes(TEXT.replace(" camera", ""))).reason()).isEqualTo(Reason.COUNT);
    }

    /** The words of the third share, under a header that says there are fewer. */
    @Test
    void aShareBeyondTheCountIsRefused() {
        ContactShare third = ContactShare.split(new ContactSlot(VAULT, SLOT, 2, 3), new byte[32], random)
                .get(2);
        String text = new String(third.format(), StandardCharsets.US_ASCII).replace("2 of 3", "2 of 2");

        assertThat(malformed(bytes(text))).hasMessage("the words are of another threshold");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 65_536, 65_537})
    void longTextsAndFilesAreRefused(int length) {
        X25519Identity contact = X25519Identity.generate(random);
        byte[] text = Arrays.copyOf(bytes(TEXT), length);
        Arrays.fill(text, TEXT.length(), length, (byte) '\n');

        assertThat(malformed(text).reason()).isEqualTo(Reason.TEXT);
        assertThat(malformed(text))
                .hasMessage(length > 1024 ? "the share exceeds 1024 bytes" : "the share is not in its one exact form");
        byte[] file = AgeFile.seal(text, contact.recipient(), random);
        assertThat(catchThrowableOfType(MalformedShareException.class, () -> ContactShare.open(file, contact))
                        .reason())
                .isEqualTo(Reason.TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "short vault,   brucekqlaqedexidov6nr7tf5uwcxkf,  2122232425262728,  2, 3",
        "short slot,    brucekqlaqedexidov6nr7tf5uwcxkfv, 212223242526272,   2, 3",
        "upper case,    brucekqlaqedexidov6nr7tf5uwcxkfv, A122232425262728,  2, 3",
        "one is enough, brucekqlaqedexidov6nr7tf5uwcxkfv, 2122232425262728,  1, 3",
        "too many,      brucekqlaqedexidov6nr7tf5uwcxkfv, 2122232425262728,  2, 17",
    })
    void onlyWellFormedSlotsAreNamed(String fault, String vault, String slot, int threshold, int count) {
        assertThatThrownBy(() -> new ContactSlot(vault, slot, threshold, count))
                .as(fault)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 40)
    void whatIsWrittenIsRead(@ForAll @Size(32) byte[] secret, @ForAll @IntRange(min = 2, max = 16) int count)
            throws Exception {
        ContactSlot slot = new ContactSlot(VAULT, SLOT, 2, count);
        for (ContactShare share : ContactShare.split(slot, secret, random)) {
            ContactShare read = ContactShare.parse(share.format());
            assertThat(read.slot()).isEqualTo(slot);
            assertThat(read.share().matches(share.share())).isTrue();
            assertThat(read.format()).isEqualTo(share.format());
        }
    }

    @Property(tries = 1000)
    void anyByteMatters(@ForAll int at, @ForAll byte other) {
        byte[] text = bytes(TEXT);
        int position = Math.floorMod(at, text.length);
        if (text[position] != other) {
            text[position] = other;
            try {
                // ids have no checksum, and neither has the count
                ContactSlot slot = ContactShare.parse(text).slot();
                assertThat(slot).isNotEqualTo(new ContactSlot(VAULT, SLOT, 2, 3));
            } catch (MalformedShareException e) {
                assertThat(e.getMessage()).matches("[a-z0-9 ,]+");
            }
        }
    }

    @Property(tries = 500)
    void anyBytesAreRejectedByType(@ForAll @Size(max = 1100) byte[] text) {
        assertThat(malformed(text).reason()).isEqualTo(Reason.TEXT);
    }

    @Test
    void aClosedShareRefusesUseAndShowsPublicNamesOnly() throws Exception {
        ContactShare share = ContactShare.parse(bytes(TEXT));

        share.close();

        assertThat(share).hasToString("ContactShare[" + VAULT + ", " + SLOT + ", hidden]");
        assertThatThrownBy(share::format).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static MalformedShareException malformed(byte[] text) {
        MalformedShareException e = catchThrowableOfType(MalformedShareException.class, () -> ContactShare.parse(text));
        assertThat(e).as("no exception").isNotNull();
        return e;
    }

    private static SharesRejectedException rejection(List<ContactShare> shares) {
        SharesRejectedException e =
                catchThrowableOfType(SharesRejectedException.class, () -> ContactShare.combine(shares));
        assertThat(e).as("no exception").isNotNull();
        return e;
    }
}
