namespace MlopsCmdlets.Sandbox.State;

/// <summary>
/// What <c>PUT /v2/asset_files/{path}?override=false</c> does with an existing file. The product documents only that it does not overwrite, so the sandbox offers each reading.
/// </summary>
internal enum OverrideBehavior
{
    /// <summary>Refuse with 409.</summary>
    Conflict,

    /// <summary>Answer 201 and keep the old content.</summary>
    Silent,

    /// <summary>Check first and write later, so that two callers at once can both get 201 and the last one wins.</summary>
    Racy,
}
