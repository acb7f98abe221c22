using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Hardware specifications (<c>/v2/hardware_specifications</c>).</summary>
public sealed class HardwareSpecificationsClient
{
    private readonly CpdContext context;

    internal HardwareSpecificationsClient(CpdContext context) => this.context = context;

    /// <summary>Those of the platform, and with a container also its own.</summary>
    public async IAsyncEnumerable<CpdHardwareSpecification> ListAsync(
        CpdContainer? container = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = In(Call.Get("/v2/hardware_specifications", "list the hardware specifications"), container);
        await foreach (var item in context.ItemsAsync(request, PageStyle.Whole, cancellationToken).ConfigureAwait(false))
            yield return SpecificationReader.Hardware(item, context.Session);
    }

    public async Task<CpdHardwareSpecification> GetAsync(string id, CpdContainer? container = null, CancellationToken cancellationToken = default)
    {
        var request = In(Call.Get($"/v2/hardware_specifications/{Call.Segment(id)}", $"read the hardware specification '{id}'"), container);
        return SpecificationReader.Hardware(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), context.Session);
    }

    public Task<CpdHardwareSpecification> FindAsync(string nameOrId, CpdContainer? container = null, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync(
            "hardware specification", nameOrId, (id, ct) => GetAsync(id, container, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    private static ApiRequest In(ApiRequest request, CpdContainer? container) => container is null ? request : request.In(container);
}
