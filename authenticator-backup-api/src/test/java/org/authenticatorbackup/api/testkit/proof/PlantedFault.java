package org.authenticatorbackup.api.testkit.proof;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.MapStorage;

/**
 * One mistake that authors of providers make.
 *
 * @param name what is wrong
 * @param plant puts the fault into a connection
 * @param restart what the store holds after a restart
 * @param vain a connection that reaches nothing
 */
record PlantedFault(
        String name, UnaryOperator<Through> plant, UnaryOperator<MapStorage> restart, Optional<StorageProvider> vain) {

    static PlantedFault fault(String name, UnaryOperator<Through> plant) {
        return new PlantedFault(name, plant, UnaryOperator.identity(), Optional.empty());
    }

    static PlantedFault none() {
        return fault("nothing is wrong", UnaryOperator.identity());
    }

    static Stream<PlantedFault> all() {
        return Stream.of(PlantedInContents.all(), PlantedInListings.all(), PlantedInWrites.all())
                .flatMap(each -> each);
    }

    static PlantedFault named(String name) {
        return Stream.concat(Stream.of(none()), all())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    PlantedFault withRestart(UnaryOperator<MapStorage> planted) {
        return new PlantedFault(name, plant, planted, vain);
    }

    PlantedFault withVain(StorageProvider planted) {
        return new PlantedFault(name, plant, restart, Optional.of(planted));
    }

    static StorageException failure(Reason reason) {
        return new StorageException(reason, "planted");
    }

    @Override
    public String toString() {
        return name;
    }
}
