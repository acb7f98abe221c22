namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A temporary file; disposing removes it unless <see cref="Keep"/> was called.</summary>
public interface ISpoolFile : IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Opens it for writing from its beginning, emptying it.</summary>
    Stream OpenWrite();

    /// <summary>Opens it for reading; the stream can seek. May be opened several times.</summary>
    Stream OpenRead();

    /// <summary>Lets the file live on.</summary>
    void Keep();
}
