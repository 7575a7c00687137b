package org.authenticatorbackup.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUriTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//localhost/b | //localhost/b | main | localhost",
                "//127.0.0.1:5433/b?owner=anna | //127.0.0.1:5433/b | anna | 127.0.0.1",
                "//[::1]:5433/b?owner=anna@example.com | //[::1]:5433/b | anna@example.com | [::1]",
                "//localhost/b?sslmode=disable | //localhost/b?sslmode=disable | main | localhost",
                "//DB1.example:5432/b | //DB1.example:5432/b?sslmode=verify-full | main | db1.example",
                "//db/b?sslmode=verify-full | //db/b?sslmode=verify-full | main | db",
                "//db1,db2:5433/b?targetServerType=primary&operator=example.com"
                        + " | //db1,db2:5433/b?targetServerType=primary&sslmode=verify-full | main | example.com",
                "//db/b?sslrootcert=/etc/ca.pem&owner=x&connectTimeout=5"
                        + " | //db/b?sslrootcert=/etc/ca.pem&connectTimeout=5&sslmode=verify-full | x | db",
            })
    void aStorageUriSaysWhereWhoseAndWho(String text, String url, String owner, String operator) {
        assertThat(JdbcUri.parse("jdbc:postgresql:" + text))
                .isEqualTo(new JdbcUri("jdbc:postgresql:" + url, JdbcSettings.of(owner, operator)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:",
                "jdbc:mysql://localhost/hunter2",
                "jdbc:postgresql:hunter2",
                "jdbc:postgresql://localhost",
                "jdbc:postgresql://localhost/",
                "jdbc:postgresql:///hunter2",
                "jdbc:postgresql://user:hunter2@localhost/b",
                "jdbc:postgresql://localhost/b?password=hunter2",
                "jdbc:postgresql://localhost/b?user=hunter2",
                "jdbc:postgresql://localhost/b?socketFactory=hunter2",
                "jdbc:postgresql://localhost/b?owner=",
                "jdbc:postgresql://localhost/b?owner=a&owner=hunter2",
                "jdbc:postgresql://localhost/b?owner=hunter2%20",
                "jdbc:postgresql://localhost/b?hunter2",
                "jdbc:postgresql://localhost/b?",
                "jdbc:postgresql://localhost/b#hunter2",
                "jdbc:postgresql://localhost/b/hunter2",
                "jdbc:postgresql://local host/hunter2",
                "jdbc:postgresql://db/hunter2?sslmode=require",
                "jdbc:postgresql://localhost,db/hunter2?sslmode=disable",
            })
    void anotherFormIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> JdbcUri.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        for (String each : new String[] {text, "jdbc:postgresql://localhost/b?" + text, "jdbc:postgresql://" + text}) {
            try {
                assertThat(JdbcUri.parse(each).url()).startsWith("jdbc:postgresql://");
            } catch (IllegalArgumentException e) {
                assertThat(e).hasNoCause();
            }
        }
    }
}
