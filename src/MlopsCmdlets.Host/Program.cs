using System.Management.Automation;
using System.Reflection;
using MlopsCmdlets.Host;
using MlopsCmdlets.Host.Engine;
using MlopsCmdlets.Host.UI;

Terminal.UseUtf8();
HostOptions options;
try
{
    options = HostOptions.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return ExitCode.WrongUse;
}

var version = typeof(HostOptions).Assembly.GetName().Version!;
if (options.ShowHelp)
{
    Console.WriteLine(HostOptions.Usage);
    return ExitCode.Success;
}

if (options.ShowVersion)
{
    var engine = typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(['+', ' '])[0];
    Console.WriteLine($"MlopsCmdlets.Host {version.ToString(3)}, PowerShell engine {engine}");
    return ExitCode.Success;
}

if (options.Script is { } script && !File.Exists(script))
{
    Console.Error.WriteLine($"There is no script '{script}'.");
    return ExitCode.WrongUse;
}

var modules = options.NoModule ? null : ModuleFolder.Find(AppContext.BaseDirectory);
var terminal = new Terminal();
if (modules is null && !options.NoModule)
    terminal.WriteError("The module is not built, so it cannot be imported: run 'dotnet build src/MlopsCmdlets' in the clone first." + Environment.NewLine);
if (!terminal.OutputHasColor) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

using var interruption = new Interruption();
var lines = new LineReader(terminal);
var prompter = new Prompter(terminal, lines, options.NonInteractive, () => interruption.Token);
var ui = new ConsoleUI(terminal, prompter, TimeProvider.System);
var host = new ScriptHost(ui, version);
using var session = new EngineSession(host, ui, interruption, modules);
if (options.Script is not null) return session.RunFile(Path.GetFullPath(options.Script), options.ScriptArguments);
if (options.Command is not null) return session.RunText(options.Command);
return terminal.InputIsTerminal && !options.NonInteractive
    ? new Repl(session, host, terminal, lines, interruption).Run()
    : session.RunText(Console.In.ReadToEnd());
