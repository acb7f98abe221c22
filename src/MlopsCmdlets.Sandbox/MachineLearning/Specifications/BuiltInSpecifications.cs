using System.Collections.Immutable;
using MlopsCmdlets.Sandbox.Hosting;

namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>
/// The specifications that every cluster has. Ids and names are those that IBM's samples show and are the same on every cluster;
/// the life cycles follow the order in which releases replaced them, since the exact dates differ between clusters.
/// </summary>
internal static class BuiltInSpecifications
{
    /// <summary>The hardware that an online deployment gets when it names none.</summary>
    public const string DefaultHardwareName = "S";

    public static ImmutableArray<HardwareSpecification> Hardware { get; } =
    [
        new("b128f957-581d-46d0-95b6-8af5cd5be580", "XXS", "A hardware specification with 1 CPU and 2 GiB of memory.", "1", "2Gi"),
        new("f3ebac7d-0a75-410c-8b48-a931428cc4c5", "XS", "A hardware specification with 1 CPU and 4 GiB of memory.", "1", "4Gi"),
        new("e7ed1d6c-2e89-42d7-aed5-863b972c1d2b", "S", "A hardware specification with 2 CPUs and 8 GiB of memory.", "2", "8Gi"),
        new("c076e82c-b2a7-4d20-9c0f-1f0c2fdf5a24", "M", "A hardware specification with 4 CPUs and 16 GiB of memory.", "4", "16Gi"),
        new("a6c4923b-b8e4-444c-9f43-8a7ec3020110", "L", "A hardware specification with 8 CPUs and 32 GiB of memory.", "8", "32Gi"),
        new("d0aa1ae8-a889-42e2-a099-041b604b9289", "XL", "A hardware specification with 16 CPUs and 64 GiB of memory.", "16", "64Gi"),
        new("ac59d20a-9c7c-4504-a853-788ef35969da", "Default Spark", "Two executors with 1 CPU and 4 GiB of memory each.", "1", "4Gi", Spark: true),
        new("e18b1866-e8fa-49c8-9aa5-dfaaed6ffa43", "XS-Spark", "One executor with 1 CPU and 4 GiB of memory.", "1", "4Gi", Spark: true),
        new("93a39616-868b-55b4-ad23-2c09a1236a01", "Notebook Default", "The default of notebooks: 1 CPU and 4 GiB of memory.", "1", "4Gi"),
    ];

    public static ImmutableArray<SoftwareSpecification> Software(Release release)
    {
        var age = (int)release;
        return
        [
            .. All.Where(s => age >= (int)s.Since).Select(s => new SoftwareSpecification(
                s.Id, s.Name, s.DisplayName, s.Platform, s.PlatformVersion, s.StateIn[age], s.StateIn[age] == SpecificationLifeCycle.Supported ? null : s.Replacement)),
        ];
    }

    private const SpecificationLifeCycle Ok = SpecificationLifeCycle.Supported;
    private const SpecificationLifeCycle Old = SpecificationLifeCycle.Deprecated;
    private const SpecificationLifeCycle Held = SpecificationLifeCycle.Constricted;
    private const SpecificationLifeCycle Gone = SpecificationLifeCycle.Retired;

    private static ImmutableArray<Entry> All { get; } =
    [
        new("e4429883-c883-42b6-87a8-f419d64088cd", "default_py3.7", "Default Python 3.7", "python", "3.7", "runtime-22.2-py3.10", Release.R40, [Ok, Gone, Gone]),
        new("ab9e1b80-f2ce-592c-a7d2-4f2344f77194", "default_py3.8", "Default Python 3.8", "python", "3.8", "runtime-22.2-py3.10", Release.R40, [Ok, Gone, Gone]),
        new("12b83a17-24d8-5082-900f-0ab31fbfd3cb", "runtime-22.1-py3.9", "Runtime 22.1 on Python 3.9", "python", "3.9", "runtime-23.1-py3.10", Release.R40, [Ok, Held, Gone]),
        new("b56101f1-309d-549b-a849-eaa63f77b2fb", "runtime-22.2-py3.10", "Runtime 22.2 on Python 3.10", "python", "3.10", "runtime-23.1-py3.10", Release.R48, [Ok, Old, Gone]),
        new("336b29df-e0e1-5e7d-b6a5-f6ab722625b2", "runtime-23.1-py3.10", "Runtime 23.1 on Python 3.10", "python", "3.10", "runtime-24.1-py3.11", Release.R48, [Ok, Ok, Old]),
        new("45f12dfe-aa78-5b8d-9f38-0ee223c47309", "runtime-24.1-py3.11", "Runtime 24.1 on Python 3.11", "python", "3.11", null, Release.R53, [Ok, Ok, Ok]),
        new("a1275ec7-2602-52bd-a193-44ba137265df", "runtime-23.1-r4.2", "Runtime 23.1 on R 4.2", "r", "4.2", null, Release.R48, [Ok, Ok, Old]),
        new("493bcb95-16f1-5bc5-bee8-81b8af80e9c7", "pmml-3.0_4.3", "PMML 3.0 to 4.3", "python", "3.7", null, Release.R40, [Ok, Ok, Ok]),
        new("b4246d87-d8b3-5621-9fea-76a8ea452616", "autoai-kb_rt23.1-py3.10", "AutoAI with runtime 23.1 on Python 3.10", "python", "3.10", null, Release.R48, [Ok, Ok, Old]),
        new("d11f2434-4fc7-58b7-8a62-755da64fdaf8", "spark-mllib_3.3", "Spark 3.3 MLlib", "spark", "3.3", null, Release.R48, [Ok, Ok, Ok]),
    ];

    private sealed record Entry(
        string Id, string Name, string DisplayName, string Platform, string PlatformVersion, string? Replacement, Release Since, ImmutableArray<SpecificationLifeCycle> StateIn);
}
