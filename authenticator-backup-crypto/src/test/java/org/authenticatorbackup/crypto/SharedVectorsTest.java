package org.authenticatorbackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.junit.jupiter.api.Test;

class SharedVectorsTest {

    @Test
    void aJsonTreeKeepsEveryKindOfValue() {
        Json tree = Json.parse("{\"a\":[1,\"two\",true,null],\"b\":{\"hex\":\"00ff\"}}");

        assertThat(tree.get("a").at(0).number()).isEqualTo(1);
        assertThat(tree.get("a").at(1).text()).isEqualTo("two");
        assertThat(tree.get("a").at(2).flag()).isTrue();
        assertThat(tree.get("a").at(3).isNull()).isTrue();
        assertThat(tree.get("b").get("hex").hex()).containsExactly(0, 0xff);
        assertThat(tree.has("c")).isFalse();
    }

    @Test
    void theVectorsOfTheRfcsAreThere() {
        assertThat(SharedVectors.json("rfc/rfc7914_scrypt.json").get("scrypt").items())
                .isNotEmpty();
    }
}
