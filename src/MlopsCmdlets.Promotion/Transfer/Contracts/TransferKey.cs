using System.Security.Cryptography;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Key that encrypts connection secrets inside a bundle. It prints as asterisks everywhere; only <see cref="Reveal"/> gives it away.</summary>
public sealed class TransferKey
{
    private readonly string _value;

    /// <summary>Takes a key that a user chose.</summary>
    public TransferKey(string value) => _value = string.IsNullOrEmpty(value) ? throw new ArgumentException("The encryption key is empty.", nameof(value)) : value;

    /// <summary>A new random key of 256 bits.</summary>
    public static TransferKey CreateRandom()
    {
        var bytes = new byte[32];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(bytes);
        return new TransferKey(Convert.ToBase64String(bytes));
    }

    /// <summary>The key itself, for the request body and nothing else.</summary>
    public string Reveal() => _value;

    /// <summary>Asterisks.</summary>
    public override string ToString() => "***";
}
