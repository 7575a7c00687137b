package org.authenticatorbackup.core.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where another process finds the classes of the library and of its tests. */
public final class OwnClassPath {

    private OwnClassPath() {}

    /** Whether the tests run on the class path or on the module path, the other process runs on the class path. */
    public static String text() {
        Set<String> entries = new LinkedHashSet<>();
        Path target = Path.of(System.getProperty("basedir", "."), "target");
        entries.add(target.resolve("test-classes").toString());
        entries.add(target.resolve("classes").toString());
        for (String property : List.of("jdk.module.path", "java.class.path", "surefire.test.class.path")) {
            String path = System.getProperty(property, "");
            if (!path.isEmpty()) {
                entries.addAll(List.of(path.split(File.pathSeparator)));
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
