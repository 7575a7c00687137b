package org.authenticatorbackup.crypto.share;

import org.authenticatorbackup.crypto.words.ChineseWords;
import org.authenticatorbackup.crypto.words.EnglishWords;
import org.authenticatorbackup.crypto.words.WordList;

/** The languages in which a recovery kit is written. Each language's words are read without saying which it is. */
public enum WordLanguage {
    /** The English words of BIP-39, 3 to 8 letters each. */
    ENGLISH,

    /** The words of BIP-39 in simplified Chinese, one character each. */
    CHINESE_SIMPLIFIED;

    WordList list() {
        return switch (this) {
            case ENGLISH -> EnglishWords.LIST;
            case CHINESE_SIMPLIFIED -> ChineseWords.LIST;
        };
    }
}
