package org.authenticatorbackup.core.testing;

import java.nio.file.Path;
import org.authenticatorbackup.core.storage.FileSystemStorage;

/** A recovery by passphrase, to be run in a process of its own. */
public final class SmallHeapStory {

    private SmallHeapStory() {}

    /** Takes the folder of the storage; prints how many accounts came back. */
    public static void main(String[] arguments) throws Exception {
        TestDevice phone = TestDevice.on(FileSystemStorage.in(Path.of(arguments[0])));
        phone.recover(TestDevice.strong());
        System.out.println(phone.names().size() + " accounts");
    }
}
