namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>The process is gone: from here on nothing works, clean-up included.</summary>
public sealed class Killed() : Exception("killed");
