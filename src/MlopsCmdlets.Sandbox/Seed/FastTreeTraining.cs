using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>The only class that touches ML.NET, so that its assemblies are loaded only when something is trained.</summary>
internal static class FastTreeTraining
{
    private const int Trees = 60;
    private const int LeavesPerTree = 16;

    /// <summary>Trains on some rows and gives the probabilities that ML.NET itself computes for others.</summary>
    public static (TreeEnsemble Ensemble, double[] HeldOut) Train(float[][] trainX, bool[] trainY, float[][] testX)
    {
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, trainX[0].Length);
        IDataView View(float[][] x, bool[] y) => context.Data.LoadFromEnumerable(x.Select((f, i) => new Example { Features = f, Label = y[i] }), schema);

        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = Trees,
            NumberOfLeaves = LeavesPerTree,
            MinimumExampleCountPerLeaf = 5,
            LearningRate = 0.2,
            NumberOfThreads = 1, // few rows; and one order of summation, so one result
        });
        var fitted = trainer.Fit(View(trainX, trainY));
        var scored = fitted.Transform(View(testX, new bool[testX.Length]));
        var heldOut = scored.GetColumn<float>("Probability").Select(p => (double)p).ToArray();

        var model = (CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>)fitted.Model;
        var ensemble = model.SubModel.TrainedTreeEnsemble;
        var trees = ensemble.Trees.Select((tree, i) => new TreeEnsemble.Tree(
            ensemble.TreeWeights[i],
            [.. tree.LeftChild],
            [.. tree.RightChild],
            [.. tree.NumericalSplitFeatureIndexes],
            [.. tree.NumericalSplitThresholds.Select(t => (double)t)],
            [.. tree.LeafValues])).ToList();
        return (new TreeEnsemble(trees, ensemble.Bias, model.Calibrator.Slope, model.Calibrator.Offset), heldOut);
    }

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
