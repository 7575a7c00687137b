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

@Command(description = "Objects to what others have asked the recovery account for; \"status\" shows it.")
final class VetoCommand implements CliCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "Which one, or how its id begins; all of them unless named.")
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
            return new Answer(
                    Map.of("vetoed", vetoed),
                    List.of(
                            vetoed.isEmpty()
                                    ? "Nothing of that kind is waiting at the recovery account."
                                    : "Vetoed: " + vetoed.size()
                                            + ". Change the sign-in of the recovery account if it was not you who asked."));
        }
    }
}
