namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Sends one scoring request and gives back the body of the reply. The request's bytes are not to be used after the task has ended.</summary>
/// <param name="request">A JSON document with <c>input_data</c>.</param>
public delegate Task<ReadOnlyMemory<byte>> ScoringSend(ReadOnlyMemory<byte> request, CancellationToken cancellationToken);
