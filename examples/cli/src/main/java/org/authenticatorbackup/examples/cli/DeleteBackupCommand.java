package org.authenticatorbackup.examples.cli;

import java.time.Instant;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command
final class DeleteBackupCommand implements CliCommand {

    private static final String WORD = "delete";

    @Option(names = "--confirm", paramLabel = WORD)
    @Nullable
    String word;

    private final Device device;

    DeleteBackupCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        if (!WORD.equals(word)) {
            throw new CliException(CliProblem.NOT_CONFIRMED, WORD);
        }
        try (Home home = device.openHome()) {
            PendingDeletion deletion = device.connect(home).upkeep().deleteBackup();
            return Answer.of(json(deletion), sentence(deletion));
        }
    }

    static Map<String, Object> json(PendingDeletion deletion) {
        Map<String, Object> json = Json.object("vault", deletion.vault(), "requestedAt", deletion.requestedAt());
        json.put("due", due(deletion));
        json.put("phase", deletion.phase());
        return json;
    }

    static Phrase sentence(PendingDeletion deletion) {
        return switch (deletion.phase()) {
            case WAITING -> Phrase.of("said.deletion_due", due(deletion));
            case BEGUN -> Phrase.of("said.deletion_begun");
        };
    }

    private static Instant due(PendingDeletion deletion) {
        return deletion.requestedAt().plus(PendingDeletion.DELAY);
    }
}
