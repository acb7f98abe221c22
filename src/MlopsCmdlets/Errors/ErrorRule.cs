using System.Management.Automation;

namespace MlopsCmdlets.Errors;

/// <summary>One row of the error table.</summary>
/// <param name="Exception">The failure; the first row whose type fits is used, so that special types come before general ones.</param>
/// <param name="Id">Stable part of FullyQualifiedErrorId.</param>
/// <param name="Category">PowerShell's category.</param>
/// <param name="Advice">What to do next.</param>
/// <param name="EndsPipeline">True when no other item of the pipeline could do better.</param>
internal sealed record ErrorRule(Type Exception, string Id, ErrorCategory Category, string Advice, bool EndsPipeline = false);
