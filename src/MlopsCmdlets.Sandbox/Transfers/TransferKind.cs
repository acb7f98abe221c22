namespace MlopsCmdlets.Sandbox.Transfers;

internal enum TransferKind
{
    Export,
    Import,
}
