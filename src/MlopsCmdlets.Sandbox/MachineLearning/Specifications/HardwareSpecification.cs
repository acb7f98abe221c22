namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>A hardware specification that comes with the cluster. Its id is the same on every cluster.</summary>
/// <param name="Id">The well-known id.</param>
/// <param name="Name">The size's name, for example <c>S</c>.</param>
/// <param name="Description">What it gives, in words.</param>
/// <param name="Cpu">Processors of a node, as text, as CPD writes it.</param>
/// <param name="Memory">Memory of a node, with unit, for example <c>8Gi</c>.</param>
/// <param name="Spark">Whether it describes Spark executors.</param>
internal sealed record HardwareSpecification(string Id, string Name, string Description, string Cpu, string Memory, bool Spark = false);
