package org.authenticatorbackup.examples.cli;

import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, runs one command and tells how it went. */
final class CommandLoop {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Device device;
    private final Terminal terminal;

    private CommandLoop(Terminal terminal) {
        this.terminal = terminal;
        this.device = new Device(terminal);
    }

    /** {@return the exit code} */
    static int run(Terminal terminal, String... args) {
        return new CommandLoop(terminal).run(args);
    }

    private int run(String... args) {
        CommandLine line = new CommandLine(device)
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
                .addSubcommand("veto", new VetoCommand(device))
                .addSubcommand("rotate", new RotateCommand(device))
                .addSubcommand("delete-backup", new DeleteBackupCommand(device))
                .addSubcommand("undelete-backup", new UndeleteBackupCommand(device))
                .addSubcommand("check", new CheckCommand(device))
                .addSubcommand("kit", new KitCommand(device))
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
        if (!(last.commandSpec().userObject() instanceof CliCommand command)) {
            throw new ParameterException(line, "a command is missing");
        }
        try {
            device.printer().print(command.run());
            return DONE;
        } catch (ProblemException e) {
            return failed(e.reason(), e.arguments(), e);
        } catch (CliException e) {
            return failed(e.reason(), e.arguments(), e);
        } catch (UsageException e) {
            throw new ParameterException(line, e.getMessage(), e);
        } catch (RuntimeException e) {
            return failed(CliProblem.UNEXPECTED, List.of(), e);
        }
    }

    private int failed(Problem reason, List<String> arguments, Exception cause) {
        String sentence = Columns.printable(Sentences.of(reason, arguments));
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

    private int misused(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String message = e instanceof UnmatchedArgumentException ? "unknown option or argument" : e.getMessage();
        terminal.err().print("authbackup: " + Columns.printable(String.valueOf(message)) + "\n");
        line.usage(terminal.err());
        return USAGE;
    }
}
