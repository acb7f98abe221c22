namespace MlopsCmdlets.Sandbox.State;

/// <summary>How <c>next.href</c> is written; services of the product differ.</summary>
internal enum LinkForm
{
    Relative,
    Absolute,
    InternalHost,
}
