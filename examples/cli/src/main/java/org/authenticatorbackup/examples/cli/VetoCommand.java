package org.authenticatorbackup.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command
final class VetoCommand implements CliCommand {

    @Parameters(arity = "0..1", paramLabel = "${bundle:label.release}", descriptionKey = "release")
    @Nullable
    String release;

    private final Device device;

    VetoCommand(Device device) {
        this.device = device;
    }

    @Override
    public Answer run() throws ProblemException, CliException {
        try (Home home = device.openHome()) {
            VaultService vault = device.connect(home).vault();
            List<String> vetoed = new ArrayList<>();
            for (PendingRelease each : vault.pendingReleases()) {
                if ((release == null || each.id().startsWith(release)) && vault.veto(each)) {
                    vetoed.add(each.id());
                }
            }
            return Answer.of(
                    Map.of("vetoed", vetoed),
                    vetoed.isEmpty() ? Phrase.of("said.nothing_to_veto") : Phrase.of("said.vetoed", vetoed.size()));
        }
    }
}
