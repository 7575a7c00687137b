package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor.Exports;
import java.security.Security;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.BackupService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the library against its architecture. {@link ArchitectureRulesTest} shows that each rule can fail. */
class ArchitectureTest {

    private static final String ROOT = "org.authenticatorbackup";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private final ArchitectureRules rules = new ArchitectureRules(ROOT);

    @Test
    void allModulesAreSeen() {
        Set<String> packages = LIBRARY.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .contains(
                        ROOT + ".api",
                        ROOT + ".api.spi",
                        ROOT + ".core",
                        ROOT + ".core.history",
                        ROOT + ".core.policy",
                        ROOT + ".core.snapshot",
                        ROOT + ".core.storage",
                        ROOT + ".crypto.age",
                        ROOT + ".crypto.vault");
        assertThat(LIBRARY).noneMatch(type -> type.getName().endsWith("Test"));
    }

    @Test
    void apiDependsOnNothing() {
        rules.apiDependsOnNothing().check(LIBRARY);
    }

    @Test
    void cryptoDependsOnBouncyCastleOnly() {
        rules.cryptoDependsOnBouncyCastleOnly().check(LIBRARY);
    }

    @Test
    void onlyAgeTouchesBouncyCastle() {
        rules.onlyAgeTouchesBouncyCastle().check(LIBRARY);
    }

    @Test
    void nobodyUsesASecurityProviderByName() {
        rules.nobodyUsesASecurityProviderByName().check(LIBRARY);
    }

    @Test
    void pureCodeDoesNoInputOrOutput() {
        rules.pureCodeDoesNoInputOrOutput().check(LIBRARY);
    }

    @Test
    void pureCodeHasNoClock() {
        rules.pureCodeHasNoClock().check(LIBRARY);
    }

    @Test
    void pureCodeStartsNoThreads() {
        rules.pureCodeStartsNoThreads().check(LIBRARY);
    }

    @Test
    void pureCodeDoesNotReachTheRim() {
        rules.pureCodeDoesNotReachTheRim().check(LIBRARY);
    }

    @Test
    void timeAndRandomnessComeFromOutside() {
        rules.timeAndRandomnessComeFromOutside().check(LIBRARY);
    }

    @Test
    void nobodyPrints() {
        rules.nobodyPrints().check(LIBRARY);
    }

    @Test
    void nobodyLogs() {
        rules.nobodyLogs().check(LIBRARY);
    }

    @Test
    void publicMethodsTakeNoFlags() {
        rules.publicMethodsTakeNoFlags().check(LIBRARY);
    }

    @Test
    void namesSayWhatAThingIs() {
        rules.namesSayWhatAThingIs().check(LIBRARY);
    }

    @Test
    void packagesAreNullMarked() {
        rules.packagesAreNullMarked().check(LIBRARY);
    }

    @Test
    void packagesOfCoreAreFreeOfCycles() {
        rules.packagesOfCoreAreFreeOfCycles().check(LIBRARY);
    }

    @Test
    void checkedExceptionsOfTheApiAreProblems() {
        rules.checkedExceptionsOfTheApiAreProblems().check(LIBRARY);
    }

    @Test
    void apiDeclaresNothingButProblems() {
        rules.apiDeclaresNothingButProblems().check(LIBRARY);
    }

    @Tag("modulepath")
    @Test
    void modulesExportTheirPublicPackagesOnly() {
        assertThat(exports("api")).isEqualTo(rules.packagesToExport("api", LIBRARY));
        assertThat(exports("crypto")).isEqualTo(rules.packagesToExport("crypto", LIBRARY));
        assertThat(exports("core")).isEqualTo(rules.packagesToExport("core", LIBRARY));
    }

    @Test
    void loadingTheLibraryRegistersNoSecurityProvider() throws ClassNotFoundException {
        for (JavaClass type : LIBRARY) {
            Class.forName(type.getName(), true, BackupService.class.getClassLoader());
        }

        assertThat(Security.getProvider("BC")).isNull();
    }

    private static Set<String> exports(String name) {
        return ModuleLayer.boot().findModule(ROOT + "." + name).orElseThrow().getDescriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
    }
}
