package org.authenticatorbackup.api.testkit.proof;

import java.util.Optional;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.testkit.MapStorage;
import org.authenticatorbackup.api.testkit.StorageProviderContract;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, run against the provider with the fault that a parameter of the run names. */
final class PlantedContract extends StorageProviderContract {

    static final String PARAMETER = "planted";

    private final MapStorage objects = new MapStorage();
    private PlantedFault fault = PlantedFault.none();

    @RegisterExtension
    final BeforeEachCallback plant = context -> fault =
            PlantedFault.named(context.getConfigurationParameter(PARAMETER).orElseThrow());

    @Override
    protected StorageProvider connect() {
        return fault.plant().apply(new Through(objects));
    }

    @Override
    protected StorageProvider reopen() {
        return fault.plant().apply(new Through(fault.restart().apply(objects)));
    }

    @Override
    protected Optional<StorageProvider> connectInVain() {
        FaultyStorage vain = FaultyStorage.around(new MapStorage()).failingOnAll(Fault.UNAUTHORIZED);
        return Optional.of(fault.vain().orElse(vain));
    }

    @Override
    protected boolean plantStranger(String path) {
        objects.plant(path, new byte[] {1});
        return true;
    }
}
