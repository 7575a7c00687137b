package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;

/** The files of project Wycheproof, each as a whole. */
final class Wycheproof {

    private Wycheproof() {}

    /** All tests of the file of that name, as many as the file says; prints how many. */
    static List<Json> tests(String name) {
        Json file = SharedVectors.json("wycheproof/" + name + "_test.json");
        List<Json> tests = file.get("testGroups").items().stream()
                .flatMap(group -> group.get("tests").items().stream())
                .toList();
        assertThat(tests).hasSize((int) file.get("numberOfTests").number());
        Map<String, Long> results = tests.stream()
                .collect(Collectors.groupingBy(test -> test.get("result").text(), Collectors.counting()));
        System.out.println("Wycheproof " + name + ": " + tests.size() + " tests, " + results);
        return tests;
    }

    static boolean isValid(Json test) {
        return test.get("result").text().equals("valid");
    }
}
