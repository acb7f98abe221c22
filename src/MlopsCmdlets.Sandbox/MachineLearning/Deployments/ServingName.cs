namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>The rule for serving names: small letters, digits and underscore, at most 36 characters.</summary>
internal static class ServingName
{
    public const int MaximumLength = 36;

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? Fault(string name) =>
        name.Length is 0 or > MaximumLength ? $"The serving name '{name}' must have 1 to {MaximumLength} characters."
        : name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') ? null
        : $"The serving name '{name}' may hold only lowercase letters, digits and underscores.";
}
