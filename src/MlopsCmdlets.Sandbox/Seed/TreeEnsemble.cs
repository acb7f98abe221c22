namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>A trained ensemble in plain arrays, free of the library that trained it. Score = bias + sum of weight × leaf; probability = 1/(1+exp(slope·score+offset)).</summary>
internal sealed record TreeEnsemble(IReadOnlyList<TreeEnsemble.Tree> Trees, double Bias, double Slope, double Offset)
{
    /// <summary>
    /// Inner nodes by index, 0 the root; <c>value ≤ threshold</c> goes left. A child below 0 is the leaf with the number <c>~child</c>.
    /// A tree without inner nodes is its leaf 0.
    /// </summary>
    internal sealed record Tree(double Weight, int[] Left, int[] Right, int[] Slot, double[] Threshold, double[] Leaf);
}
