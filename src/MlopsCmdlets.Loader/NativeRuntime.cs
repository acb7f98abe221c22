#if NET
using System.Runtime.InteropServices;

namespace MlopsCmdlets.Loader;

/// <summary>Names of native libraries on this system, as NuGet packages lay them out.</summary>
internal static class NativeRuntime
{
    /// <summary>The portable runtime identifier, such as win-x64 or linux-musl-arm64.</summary>
    public static string Identifier
    {
        get
        {
            string architecture = RuntimeInformation.ProcessArchitecture switch
            {
                Architecture.Arm64 => "arm64",
                Architecture.X86 => "x86",
                Architecture.Arm => "arm",
                Architecture.Ppc64le => "ppc64le",
                _ => "x64",
            };
            if (OperatingSystem.IsWindows())
                return "win-" + architecture;
            if (OperatingSystem.IsMacOS())
                return "osx-" + architecture;
            bool musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
                || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
            return (musl ? "linux-musl-" : "linux-") + architecture;
        }
    }

    public static string[] FileNames(string library) =>
        OperatingSystem.IsWindows() ? [library + ".dll", library]
        : OperatingSystem.IsMacOS() ? ["lib" + library + ".dylib", library]
        : ["lib" + library + ".so", library];
}
#endif
