package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does to the accounts of one device. */
class EditTest {

    @TempDir
    Path directory;

    private Phone phone;

    @BeforeEach
    void makePhone() {
        phone = Phone.initialized(directory.resolve("home"));
        for (String name : List.of("alice", "bob", "carol")) {
            phone.run("add", "otpauth://totp/Example:" + name + "?secret=GEZDGNBVGY3TQOJQ&issuer=Example")
                    .succeeded();
        }
    }

    @Test
    void anAccountIsRenamed() {
        phone.json("rename", id("bob"), "--name", "robert").succeeded();
        phone.json("rename", id("alice"), "--issuer", "Mail").succeeded();

        assertThat(names()).containsExactly("alice", "robert", "carol");
        assertThat(phone.json("list").texts("accounts", "issuer")).containsExactly("Mail", "Example", "Example");
        phone.run("rename", id("alice")).misused();
        phone.json("rename", "ffffffffffff", "--name", "x").refusedFor("UNKNOWN_ACCOUNT");
    }

    @Test
    void anAccountIsMoved() {
        phone.json("move", id("carol"), "1").succeeded();
        phone.json("move", id("alice"), "9").succeeded();

        assertThat(names()).containsExactly("carol", "bob", "alice");
        phone.run("move", id("bob"), "0").misused();
        phone.run("move", id("bob"), "first").misused();
    }

    @Test
    void anAccountIsPutIntoAGroupAndOutOfIt() {
        phone.json("group", id("alice"), "Work").succeeded();
        phone.json("group", id("bob"), "Work").succeeded();
        phone.json("group", id("carol"), "Home").succeeded();
        assertThat(phone.json("list").texts("accounts", "group")).containsExactly("Work", "Work", "Home");

        assertThat(phone.run("group", id("bob")).succeeded().out()).contains("no group");

        phone.run("delete", id("bob")).succeeded();
        assertThat(phone.json("list").texts("accounts", "group")).containsExactly("Work", "Home");
    }

    @Test
    void aDeletedAccountIsInTheTrashAndComesBack() {
        String bob = id("bob");
        phone.json("delete", bob).succeeded();

        assertThat(names()).containsExactly("alice", "carol");
        assertThat(phone.json("trash").texts("trash", "name")).containsExactly("bob");
        phone.json("delete", bob).refusedFor("UNKNOWN_ACCOUNT");

        phone.json("undelete", bob).succeeded();

        assertThat(names()).containsExactly("alice", "carol", "bob");
        assertThat(phone.run("trash").succeeded().out()).contains("empty");
    }

    @Test
    void aDeviceBoundAccountThatComesBackFromTheTrashStillHasItsKey() {
        phone.run("add", "--push", "--issuer", "Example", "--name", "pusher").succeeded();
        String pusher = id("pusher");

        phone.json("delete", pusher).succeeded();
        phone.json("undelete", pusher).succeeded();

        assertThat(phone.json("list").texts("accounts", "state")).containsOnly("READY");
    }

    @Test
    void aPurgedAccountIsGone() {
        String bob = id("bob");
        phone.json("purge", bob).refusedFor("UNKNOWN_ACCOUNT");
        phone.json("delete", bob).succeeded();

        phone.json("purge", bob).succeeded();

        assertThat(phone.json("trash").texts("trash", "name")).isEmpty();
        phone.json("undelete", bob).refusedFor("UNKNOWN_ACCOUNT");
        assertThat(names()).containsExactly("alice", "carol");
    }

    private List<String> names() {
        return phone.json("list").texts("accounts", "name");
    }

    private String id(String name) {
        Result list = phone.json("list");
        return list.texts("accounts", "id").get(list.texts("accounts", "name").indexOf(name));
    }
}
