using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Software specifications (<c>/v2/software_specifications</c>).</summary>
public sealed class SoftwareSpecificationsClient
{
    private readonly CpdContext context;

    internal SoftwareSpecificationsClient(CpdContext context) => this.context = context;

    /// <summary>Those of the platform, and with a container also its own.</summary>
    public async IAsyncEnumerable<CpdSoftwareSpecification> ListAsync(
        CpdContainer? container = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = In(Call.Get("/v2/software_specifications", "list the software specifications"), container);
        await foreach (var item in context.ItemsAsync(request, PageStyle.Whole, cancellationToken).ConfigureAwait(false))
            yield return SpecificationReader.Software(item, context.Session, context.Time);
    }

    public async Task<CpdSoftwareSpecification> GetAsync(string id, CpdContainer? container = null, CancellationToken cancellationToken = default)
    {
        var request = In(Call.Get($"/v2/software_specifications/{Call.Segment(id)}", $"read the software specification '{id}'"), container);
        return SpecificationReader.Software(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), context.Session, context.Time);
    }

    public Task<CpdSoftwareSpecification> FindAsync(string nameOrId, CpdContainer? container = null, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync(
            "software specification", nameOrId, (id, ct) => GetAsync(id, container, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    private static ApiRequest In(ApiRequest request, CpdContainer? container) => container is null ? request : request.In(container);
}
