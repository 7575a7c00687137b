package org.authenticatorbackup.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.core.planted.api.PlantedApi;
import org.authenticatorbackup.core.planted.core.AuthenticatorBackup;
import org.authenticatorbackup.core.planted.core.PlantedCore;
import org.authenticatorbackup.core.planted.core.one.One;
import org.authenticatorbackup.core.planted.core.policy.PlantedPolicy;
import org.authenticatorbackup.core.planted.core.storage.PlantedStorage;
import org.authenticatorbackup.core.planted.core.two.Two;
import org.authenticatorbackup.core.planted.crypto.PlantedCrypto;
import org.junit.jupiter.api.Test;

/** A rule that has never been seen to fail may check nothing: each is held against classes that break it. */
class ArchitectureRulesTest {

    private static final String ROOT = "org.authenticatorbackup.core.planted";

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    private final ArchitectureRules rules = new ArchitectureRules(ROOT);

    @Test
    void apiDependsOnNothing() {
        assertBroken(rules.apiDependsOnNothing(), PlantedApi.UsesJson.class);
    }

    @Test
    void cryptoDependsOnBouncyCastleOnly() {
        assertBroken(rules.cryptoDependsOnBouncyCastleOnly(), PlantedCrypto.UsesJson.class);
        assertBroken(rules.cryptoDependsOnBouncyCastleOnly(), PlantedCrypto.UsesApi.class);
        assertKept(rules.cryptoDependsOnBouncyCastleOnly(), PlantedCrypto.UsesBouncyCastle.class);
    }

    @Test
    void onlyAgeTouchesBouncyCastle() {
        assertBroken(rules.onlyAgeTouchesBouncyCastle(), PlantedCrypto.UsesBouncyCastle.class);
        assertBroken(rules.onlyAgeTouchesBouncyCastle(), PlantedCore.UsesBouncyCastle.class);
    }

    @Test
    void nobodyUsesASecurityProviderByName() {
        assertBroken(rules.nobodyUsesASecurityProviderByName(), PlantedCore.MakesAProvider.class);
        assertBroken(rules.nobodyUsesASecurityProviderByName(), PlantedCore.AddsAProvider.class);
        assertBroken(rules.nobodyUsesASecurityProviderByName(), PlantedCore.NamesAProvider.class);
    }

    @Test
    void pureCodeDoesNoInputOrOutput() {
        assertBroken(rules.pureCodeDoesNoInputOrOutput(), PlantedCrypto.ReadsFiles.class);
        assertBroken(rules.pureCodeDoesNoInputOrOutput(), PlantedCrypto.ReadsStreams.class);
        assertBroken(rules.pureCodeDoesNoInputOrOutput(), PlantedPolicy.OpensSockets.class);
        assertKept(rules.pureCodeDoesNoInputOrOutput(), PlantedCrypto.CollectsBytes.class);
    }

    @Test
    void pureCodeHasNoClock() {
        assertBroken(rules.pureCodeHasNoClock(), PlantedCrypto.AsksAClock.class);
    }

    @Test
    void pureCodeStartsNoThreads() {
        assertBroken(rules.pureCodeStartsNoThreads(), PlantedCrypto.StartsAThread.class);
        assertBroken(rules.pureCodeStartsNoThreads(), PlantedPolicy.UsesAnExecutor.class);
    }

    @Test
    void pureCodeDoesNotReachTheRim() {
        assertBroken(rules.pureCodeDoesNotReachTheRim(), PlantedPolicy.UsesStorage.class);
    }

    @Test
    void timeAndRandomnessComeFromOutside() {
        for (Class<?> planted : PlantedCore.DrawsTimeOrRandomness.class.getDeclaredClasses()) {
            assertBroken(rules.timeAndRandomnessComeFromOutside(), planted);
        }
        assertBroken(rules.timeAndRandomnessComeFromOutside(), PlantedStorage.class);
        assertKept(rules.timeAndRandomnessComeFromOutside(), PlantedStorage.Factory.class);
        assertKept(rules.timeAndRandomnessComeFromOutside(), AuthenticatorBackup.Builder.class);
        assertKept(rules.timeAndRandomnessComeFromOutside(), PlantedCore.ReadsAGivenClock.class);
    }

    @Test
    void nobodyPrints() {
        assertBroken(rules.nobodyPrints(), PlantedCore.Prints.class);
        assertBroken(rules.nobodyPrints(), PlantedCore.PrintsAStackTrace.class);
    }

    @Test
    void nobodyLogs() {
        assertBroken(rules.nobodyLogs(), PlantedCore.Logs.class);
    }

    @Test
    void publicMethodsTakeNoFlags() {
        assertBroken(rules.publicMethodsTakeNoFlags(), PlantedCore.TakesAFlag.class);
    }

    @Test
    void namesSayWhatAThingIs() {
        assertBroken(rules.namesSayWhatAThingIs(), PlantedCore.AccountManager.class);
        assertBroken(rules.namesSayWhatAThingIs(), PlantedCore.ByteUtils.class);
    }

    @Test
    void packagesAreNullMarked() {
        assertBroken(rules.packagesAreNullMarked(), PlantedCore.class);
    }

    @Test
    void packagesOfCoreAreFreeOfCycles() {
        assertBroken(rules.packagesOfCoreAreFreeOfCycles(), One.class, Two.class);
    }

    @Test
    void checkedExceptionsOfTheApiAreProblems() {
        assertBroken(rules.checkedExceptionsOfTheApiAreProblems(), PlantedApi.PlainException.class);
    }

    @Test
    void apiDeclaresNothingButProblems() {
        assertBroken(rules.apiDeclaresNothingButProblems(), PlantedApi.DeclaresAnIoException.class);
    }

    @Test
    void innerPackagesAreNotToBeExported() {
        Set<String> packages = rules.packagesToExport(
                "core",
                planted(
                        AuthenticatorBackup.class,
                        AuthenticatorBackup.Builder.class,
                        PlantedStorage.class,
                        PlantedPolicy.class));

        assertThat(packages).containsExactly(ROOT + ".core", ROOT + ".core.storage");
    }

    @Test
    void everyRuleIsCheckedAndSeenToFail() {
        Set<String> all = Arrays.stream(ArchitectureRules.class.getDeclaredMethods())
                .filter(method -> method.getReturnType().equals(ArchRule.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(testsOf(ArchitectureTest.class)).containsAll(all);
        assertThat(testsOf(ArchitectureRulesTest.class)).containsAll(all);
    }

    private static Set<String> testsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static void assertBroken(ArchRule rule, Class<?>... types) {
        assertThatThrownBy(() -> rule.check(planted(types)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated")
                .hasMessageContaining(types[0].getSimpleName());
    }

    private static void assertKept(ArchRule rule, Class<?>... types) {
        assertThatCode(() -> rule.check(planted(types))).doesNotThrowAnyException();
    }

    private static JavaClasses planted(Class<?>... types) {
        Set<String> names = Arrays.stream(types).map(Class::getName).collect(Collectors.toSet());
        return PLANTED.that(describe("are planted here", type -> names.contains(type.getName())));
    }
}
