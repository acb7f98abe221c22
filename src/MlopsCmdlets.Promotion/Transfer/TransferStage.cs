namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What a copy is doing.</summary>
public enum TransferStage
{
    /// <summary>Lists both sides and compares assets of the same type and name.</summary>
    Comparing,

    /// <summary>Waits for the source to write the bundle.</summary>
    Exporting,

    /// <summary>Receives the bundle.</summary>
    Downloading,

    /// <summary>Checks and hashes the bundle.</summary>
    Checking,

    /// <summary>Sends the bundle.</summary>
    Uploading,

    /// <summary>Waits for the target to take the bundle in.</summary>
    Importing,

    /// <summary>Copies assets on the server, without a bundle.</summary>
    Promoting,

    /// <summary>Reads back what arrived and compares it.</summary>
    Verifying,

    /// <summary>Removes the temporary export and file.</summary>
    CleaningUp,
}
