namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>Metadata of each endpoint: the form of its errors and what it asks of callers.</summary>
internal sealed record EndpointPolicy(ErrorShape Errors, Access Access);
