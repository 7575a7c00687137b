package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, runs one command and tells how it went. */
final class CommandLoop {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String LANG = "--lang";

    private final Device device;
    private final Terminal terminal;

    private CommandLoop(Terminal terminal) {
        this.terminal = terminal;
        this.device = new Device(terminal);
    }

    /** {@return the exit code} */
    static int run(Terminal terminal, String... args) {
        Terminal spoken = askedFor(args).map(terminal::speaking).orElse(terminal);
        return new CommandLoop(spoken).run(args);
    }

    /** What {@code --lang} says, known before the command line is read: what is wrong with that is told in this language. */
    private static Optional<Language> askedFor(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(LANG + "=")) {
                return Language.tagged(args[i].substring(LANG.length() + 1));
            }
            if (args[i].equals(LANG) && i + 1 < args.length) {
                return Language.tagged(args[i + 1]);
            }
        }
        return Optional.empty();
    }

    private int run(String... args) {
        CommandLine line = line(device)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler((e, ignored) -> misused(e))
                .setExecutionStrategy(this::execute);
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** The commands, with descriptions in the language of the device's terminal. */
    static CommandLine line(Device device) {
        return new CommandLine(device)
                .addSubcommand("init", new InitCommand(device))
                .addSubcommand("add", new AddCommand(device))
                .addSubcommand("import", new ImportCommand(device))
                .addSubcommand("export", new ExportCommand(device))
                .addSubcommand("list", new ListCommand(device))
                .addSubcommand("codes", new CodesCommand(device))
                .addSubcommand("rename", new RenameCommand(device))
                .addSubcommand("move", new MoveCommand(device))
                .addSubcommand("group", new GroupCommand(device))
                .addSubcommand("delete", new DeleteCommand(device))
                .addSubcommand("undelete", new UndeleteCommand(device))
                .addSubcommand("trash", new TrashCommand(device))
                .addSubcommand("purge", new PurgeCommand(device))
                .addSubcommand("enable", new EnableCommand(device))
                .addSubcommand("backup", new BackupCommand(device))
                .addSubcommand("disable", new DisableCommand(device))
                .addSubcommand("status", new StatusCommand(device))
                .addSubcommand("vaults", new VaultsCommand(device))
                .addSubcommand("recover", new RecoverCommand(device))
                .addSubcommand("history", new HistoryCommand(device))
                .addSubcommand("undo", new UndoCommand(device))
                .addSubcommand("drill", new DrillCommand(device))
                .addSubcommand("verify", new VerifyCommand(device))
                .addSubcommand("sync", new SyncCommand(device))
                .addSubcommand("slots", new SlotsCommand(device))
                .addSubcommand(
                        "slot",
                        new CommandLine(new SlotCommand())
                                .addSubcommand("add", new SlotAddCommand(device))
                                .addSubcommand("label", new SlotCommand.Label(device))
                                .addSubcommand("remove", new SlotCommand.Remove(device)))
                .addSubcommand(
                        "contacts",
                        new CommandLine(new ContactsCommand())
                                .addSubcommand("split", new ContactsCommand.Split(device))
                                .addSubcommand("ask", new ContactsCommand.Ask(device))
                                .addSubcommand("answer", new ContactsCommand.AnswerRequest(device)))
                .addSubcommand(
                        "transfer",
                        new CommandLine(new TransferCommand())
                                .addSubcommand("offer", new TransferCommand.Offer(device))
                                .addSubcommand("accept", new TransferCommand.Accept(device)))
                .addSubcommand("veto", new VetoCommand(device))
                .addSubcommand("rotate", new RotateCommand(device))
                .addSubcommand("delete-backup", new DeleteBackupCommand(device))
                .addSubcommand("undelete-backup", new UndeleteBackupCommand(device))
                .addSubcommand("check", new CheckCommand(device))
                .addSubcommand("kit", new KitCommand(device))
                .setResourceBundle(device.terminal().language().help());
    }

    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        if (device.lang != null && Language.tagged(device.lang).isEmpty()) {
            throw misuse(line, new UsageException("wrong.lang"));
        }
        if (!(last.commandSpec().userObject() instanceof CliCommand command)) {
            throw misuse(line, new UsageException("wrong.command"));
        }
        try {
            device.printer().print(command.run());
            return DONE;
        } catch (ProblemException e) {
            return failed(e.reason(), e.arguments(), e);
        } catch (CliException e) {
            return failed(e.reason(), e.arguments(), e);
        } catch (UsageException e) {
            throw misuse(line, e);
        } catch (RuntimeException e) {
            return failed(CliProblem.UNEXPECTED, List.of(), e);
        }
    }

    private int failed(Problem reason, List<?> arguments, Exception cause) {
        String sentence = Columns.printable(terminal.language().say(Sentences.of(reason, arguments)));
        if (device.json) {
            Map<String, Object> error = Json.object("reason", reason.name(), "message", sentence);
            error.put("arguments", arguments);
            device.printer().printDocument(Map.of("error", error));
        } else {
            terminal.err().print("authbackup: " + sentence + "\n");
        }
        if (device.debug) {
            trace(cause);
        }
        return FAILED;
    }

    /** Shows where it happened. The messages of unexpected exceptions may quote what they choked on: they stay out. */
    private void trace(Throwable top) {
        for (Throwable cause = top; cause != null; cause = cause.getCause()) {
            String message = cause instanceof ProblemException ? ": " + cause.getMessage() : "";
            terminal.err().print(cause.getClass().getName() + message + "\n");
            for (StackTraceElement frame : cause.getStackTrace()) {
                terminal.err().print("    at " + frame + "\n");
            }
        }
    }

    private static ParameterException misuse(CommandLine line, UsageException cause) {
        return new ParameterException(line, cause.getMessage(), cause);
    }

    private int misused(ParameterException e) {
        String message = terminal.language().say(flaw(e));
        terminal.err().print("authbackup: " + Columns.printable(message) + "\n");
        e.getCommandLine().usage(terminal.err());
        return USAGE;
    }

    /** What is wrong with a command line. What the option parser says is English, and may repeat values. */
    private static Phrase flaw(ParameterException e) {
        if (e.getCause() instanceof UsageException own) {
            return own.phrase();
        }
        if (e instanceof UnmatchedArgumentException) {
            return Phrase.of("wrong.argument");
        }
        if (e instanceof MissingParameterException missing) {
            return Phrase.of("wrong.missing", names(missing.getMissing()));
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
            return Phrase.of("wrong.twice", name(twice.getOverwritten()));
        }
        return e.getArgSpec() == null ? Phrase.of("wrong.line") : Phrase.of("wrong.value", name(e.getArgSpec()));
    }

    private static String names(List<ArgSpec> missing) {
        return missing.stream().map(CommandLoop::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }
}
