package org.authenticatorbackup.api.account;

import java.util.Arrays;

/** The picture beside an account. */
public sealed interface Icon {

    /**
     * A picture that every app knows by name.
     *
     * @param name such as {@code github}: 1 to 128 characters
     */
    record Named(String name) implements Icon {

        /**
         * Checks the length.
         *
         * @param name the picture's name
         * @throws IllegalArgumentException if {@code name} is empty, too long or holds half a character
         */
        public Named {
            Texts.require("icon name", name);
            if (name.isEmpty() || name.length() > 128) {
                throw new IllegalArgumentException("an icon's name has 1 to 128 characters, not " + name.length());
            }
        }

        /** Shows nothing: an icon's name is mostly that of a service. */
        @Override
        public String toString() {
            return "Named[hidden]";
        }
    }

    /**
     * A picture of the person's own.
     *
     * @param mediaType such as {@code image/png}
     * @param content 1 to {@link #MAX_BYTES} bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
    record Image(String mediaType, byte[] content) implements Icon {

        /** The largest picture, in bytes: 16 KiB. */
        public static final int MAX_BYTES = 16 * 1024;

        /**
         * Checks type and size and copies the content.
         *
         * @param mediaType two lower-case tokens with a slash between them
         * @param content the picture; copied
         * @throws IllegalArgumentException if one has another form or size
         */
        public Image {
            if (!mediaType.matches("[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}")) {
                throw new IllegalArgumentException("not a media type");
            }
            if (content.length == 0 || content.length > MAX_BYTES) {
                throw new IllegalArgumentException("an icon has 1 to 16384 bytes, not " + content.length);
            }
            content = content.clone();
        }

        /** {@return a copy of the picture} */
        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Image that
                    && mediaType.equals(that.mediaType)
                    && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return 31 * mediaType.hashCode() + Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Image[" + mediaType + ", " + content.length + " bytes]";
        }
    }
}
