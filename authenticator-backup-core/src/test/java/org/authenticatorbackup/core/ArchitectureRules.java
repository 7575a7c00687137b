package org.authenticatorbackup.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.ProblemException;

/**
 * What the architecture promises, as far as byte code shows it. The packages are named from a root, so that the same
 * rules can be held against classes planted to break them.
 */
final class ArchitectureRules {

    private static final Set<String> JAVA_BASE =
            Object.class.getModule().getDescriptor().packages();

    private static final DescribedPredicate<JavaClass> IN_JAVA_BASE =
            describe("are in java.base", type -> JAVA_BASE.contains(type.getPackageName()));

    private static final DescribedPredicate<JavaClass> INPUT_OR_OUTPUT = resideInAnyPackage(
                    "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..")
            .or(belongToAnyOf(Process.class, ProcessBuilder.class, Runtime.class))
            .and(not(belongToAnyOf(
                    ByteArrayInputStream.class,
                    ByteArrayOutputStream.class,
                    StringReader.class,
                    StringWriter.class,
                    Serializable.class)))
            .as("do input or output");

    private static final DescribedPredicate<JavaClass> THREADS = belongToAnyOf(
                    Thread.class, Executors.class, Timer.class, TimerTask.class)
            .or(assignableTo(Executor.class))
            .or(assignableTo(Future.class))
            .as("run something in another thread");

    private static final DescribedPredicate<JavaClass> CLOCKS =
            belongToAnyOf(Clock.class, Date.class, Calendar.class).as("are clocks");

    private static final DescribedPredicate<JavaClass> LOGGERS = resideInAnyPackage(
                    "java.util.logging..",
                    "org.slf4j..",
                    "org.apache.commons.logging..",
                    "org.apache.logging..",
                    "android.util..")
            .or(belongToAnyOf(System.Logger.class, System.LoggerFinder.class))
            .as("are loggers");

    private static final List<DescribedPredicate<JavaAccess<?>>> AMBIENT = List.of(
            callOf(System.class, "currentTimeMillis", "nanoTime"),
            callOf(Clock.class, "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes"),
            callOf(Date.class, "<init>"),
            callOf(Calendar.class, "getInstance"),
            callOf(Math.class, "random"),
            callOf(SecureRandom.class, "getInstance", "getInstanceStrong"),
            callOf(SplittableRandom.class, "<init>"),
            callOf(ThreadLocalRandom.class, "current"),
            callOf(UUID.class, "randomUUID"));

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    ArchRule apiDependsOnNothing() {
        return classes()
                .that()
                .resideInAPackage(in("api.."))
                .should()
                .onlyDependOnClassesThat(IN_JAVA_BASE.or(resideInAnyPackage(in("api.."), "org.jspecify..")));
    }

    ArchRule cryptoDependsOnBouncyCastleOnly() {
        return classes()
                .that()
                .resideInAPackage(in("crypto.."))
                .should()
                .onlyDependOnClassesThat(
                        IN_JAVA_BASE.or(resideInAnyPackage(in("crypto.."), "org.bouncycastle..", "org.jspecify..")));
    }

    ArchRule onlyAgeTouchesBouncyCastle() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("crypto.age.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..");
    }

    ArchRule nobodyUsesASecurityProviderByName() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.jce..", "org.bouncycastle..jcajce..")
                .orShould()
                .accessTargetWhere(callOf(Security.class, "addProvider", "insertProviderAt", "removeProvider"))
                .orShould()
                .accessTargetWhere(describe("getInstance names a provider", ArchitectureRules::namesAProvider));
    }

    /** Jackson declares {@link IOException} even where it works in memory, so snapshots may mention it. */
    ArchRule pureCodeDoesNoInputOrOutput() {
        return noClasses().that(arePure()).should(dependOnInputOrOutput());
    }

    ArchRule pureCodeHasNoClock() {
        return noClasses().that(arePure()).should().dependOnClassesThat(CLOCKS);
    }

    ArchRule pureCodeStartsNoThreads() {
        return noClasses().that(arePure()).should().dependOnClassesThat(THREADS);
    }

    ArchRule pureCodeDoesNotReachTheRim() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("core.policy.."), in("core.history.."), in("core.snapshot.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("core.backup.."), in("core.recovery.."), in("core.storage.."));
    }

    ArchRule timeAndRandomnessComeFromOutside() {
        return noClasses()
                .should()
                .accessTargetWhere(describe(
                        "time or randomness is drawn outside the entry point and the factories of core.storage",
                        access -> drawsTimeOrRandomness(access) && !isAtTheRim(access.getOrigin())));
    }

    ArchRule nobodyPrints() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("System.in, out or err is used", ArchitectureRules::usesTheConsole))
                .orShould()
                .accessTargetWhere(callOf(Throwable.class, "printStackTrace"));
    }

    ArchRule nobodyLogs() {
        return noClasses().should().dependOnClassesThat(LOGGERS);
    }

    ArchRule publicMethodsTakeNoFlags() {
        return noMethods()
                .that()
                .arePublic()
                .should()
                .haveRawParameterTypes(describe(
                        "one of them boolean",
                        types -> types.stream().anyMatch(type -> type.isEquivalentTo(boolean.class))));
    }

    ArchRule namesSayWhatAThingIs() {
        return noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Info|Data|Wrapper)");
    }

    ArchRule packagesAreNullMarked() {
        return classes().should(beInAPackageMarked("org.jspecify.annotations.NullMarked"));
    }

    /** The root package of core wires all others and holds what they share, so only the packages below it are slices. */
    ArchRule packagesOfCoreAreFreeOfCycles() {
        return slices().matching(in("core.(*)..")).should().beFreeOfCycles();
    }

    ArchRule checkedExceptionsOfTheApiAreProblems() {
        return classes()
                .that()
                .resideInAPackage(in("api.."))
                .and(areChecked())
                .should()
                .beAssignableTo(ProblemException.class);
    }

    /** An app's own accounts and device state may fail as any file does. */
    ArchRule apiDeclaresNothingButProblems() {
        return codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(in("api.."))
                .should(declareNoCheckedExceptionBut(ProblemException.class, in("api.spi")));
    }

    /** {@return the packages that are meant for everyone, as far as they have public types yet} */
    Set<String> packagesToExport(String module, JavaClasses classes) {
        List<String> shown = switch (module) {
            case "api" -> List.of("api..");
            case "crypto" -> List.of("crypto.age", "crypto.otp", "crypto.share", "crypto.vault");
            case "core" -> List.of("core", "core.interchange", "core.message", "core.storage");
            default -> throw new IllegalArgumentException(module);
        };
        return classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(resideInAnyPackage(shown.stream().map(this::in).toArray(String[]::new)))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String in(String pack) {
        return root + "." + pack;
    }

    private DescribedPredicate<JavaClass> arePure() {
        return resideInAnyPackage(in("crypto.."), in("core.policy.."), in("core.history.."), in("core.snapshot.."));
    }

    private ArchCondition<JavaClass> dependOnInputOrOutput() {
        DescribedPredicate<JavaClass> snapshots = resideInAnyPackage(in("core.snapshot.."));
        return new ArchCondition<>("do input or output") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> INPUT_OR_OUTPUT.test(dependency.getTargetClass()))
                        .filter(dependency -> !snapshots.test(type)
                                || !dependency.getTargetClass().isAssignableTo(IOException.class))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription())));
            }
        };
    }

    private boolean isAtTheRim(JavaCodeUnit unit) {
        JavaClass type = unit.getOwner();
        boolean entryPoint = nameMatching(in("core.AuthenticatorBackup").replace(".", "\\.") + "(\\$.*)?")
                .test(type);
        boolean factory = unit.getModifiers().contains(JavaModifier.STATIC)
                && resideInAnyPackage(in("core.storage..")).test(type);
        return entryPoint || factory;
    }

    private static boolean drawsTimeOrRandomness(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        return readsTheTime(target) || makesARandom(target) || AMBIENT.stream().anyMatch(call -> call.test(access));
    }

    private static boolean readsTheTime(CodeUnitAccessTarget target) {
        return target.getName().equals("now")
                && target.getOwner().getPackageName().startsWith("java.time")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean makesARandom(CodeUnitAccessTarget target) {
        return target.getName().equals("<init>") && target.getOwner().isAssignableTo(Random.class);
    }

    private static boolean usesTheConsole(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("in", "out", "err", "console").contains(access.getName());
    }

    private static boolean namesAProvider(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getName().equals("getInstance")
                && resideInAnyPackage("java.security..", "javax.crypto..").test(target.getOwner())
                && target.getRawParameterTypes().size() > 1;
    }

    private static DescribedPredicate<JavaAccess<?>> callOf(Class<?> owner, String... names) {
        return describe(
                owner.getSimpleName() + " is asked to " + String.join(" or ", names),
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && Set.of(names).contains(access.getName()));
    }

    private static DescribedPredicate<JavaClass> areChecked() {
        return assignableTo(Throwable.class)
                .and(not(assignableTo(RuntimeException.class)))
                .and(not(assignableTo(Error.class)))
                .as("are checked exceptions");
    }

    private static ArchCondition<JavaClass> beInAPackageMarked(String annotation) {
        return new ArchCondition<>("be in a package marked " + annotation) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type,
                        type.getPackage().isAnnotatedWith(annotation),
                        type.getName() + " is in package " + type.getPackageName()));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> declareNoCheckedExceptionBut(Class<?> allowed, String mayDoInput) {
        return new ArchCondition<>("declare no checked exception but " + allowed.getSimpleName()) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean mayFailAsFilesDo = unit.getOwner().getPackageName().equals(mayDoInput);
                unit.getExceptionTypes().stream()
                        .filter(areChecked())
                        .filter(type -> !type.isAssignableTo(allowed))
                        .filter(type -> !mayFailAsFilesDo || !type.isEquivalentTo(IOException.class))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " declares " + type.getName())));
            }
        };
    }
}
