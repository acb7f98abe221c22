namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>The sample files that are part of the program, and how they are made.</summary>
internal static class ChurnFiles
{
    public const string DataName = "customer_churn.csv";
    public const string ModelName = "churn.pmml.xml";

    /// <summary>The argument, for developers, that makes both files anew: <c>make-churn-files FOLDER</c>.</summary>
    public const string Command = "make-churn-files";

    public static byte[] Data() => Read(DataName);

    public static byte[] Model() => Read(ModelName);

    /// <summary>Generates the data, trains on it, and writes both files.</summary>
    public static ChurnTraining Make(string folder)
    {
        var data = ChurnDataGenerator.Generate();
        var training = ChurnTrainer.Train(data, DataName);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, DataName), data);
        File.WriteAllBytes(Path.Combine(folder, ModelName), training.Pmml);
        return training;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(ChurnFiles).Assembly.GetManifestResourceStream("Seed." + name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
