#if NETFRAMEWORK
using System.Runtime.CompilerServices;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>
/// These tests use no timer of the system, so that the runner would be the first to make one, while the program ends; mono aborts then about every third time.
/// </summary>
internal static class MonoStart
{
    [ModuleInitializer]
    internal static void MakeFirstTimer() => new Timer(_ => { }, null, 1, Timeout.Infinite).Dispose();
}
#endif
