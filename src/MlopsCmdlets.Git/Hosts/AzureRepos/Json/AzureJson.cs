using System.Text.Json.Serialization;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>
/// The documents of Azure DevOps. Members with a value of their own have a setter: the generated reader sets an <c>init</c> member that a reply lacks to null,
/// or false, whatever its initial value is.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureConnectionData))]
[JsonSerializable(typeof(AzureProject))]
[JsonSerializable(typeof(AzureList<AzureIdentity>))]
[JsonSerializable(typeof(AzureList<AzureRepository>))]
[JsonSerializable(typeof(AzureNewRepository))]
[JsonSerializable(typeof(AzureList<AzureRef>))]
[JsonSerializable(typeof(IReadOnlyList<AzureRefUpdate>))]
[JsonSerializable(typeof(AzureList<AzureRefUpdateResult>))]
[JsonSerializable(typeof(AzureTag))]
[JsonSerializable(typeof(AzureDifference))]
[JsonSerializable(typeof(AzureList<AzurePullRequest>))]
[JsonSerializable(typeof(AzureNewPullRequest))]
[JsonSerializable(typeof(AzurePullRequestChange))]
[JsonSerializable(typeof(AzureVote))]
[JsonSerializable(typeof(AzureIdentityRef))]
[JsonSerializable(typeof(AzureList<AzureThread>))]
[JsonSerializable(typeof(AzureList<AzureIteration>))]
[JsonSerializable(typeof(AzureList<AzureStatus>))]
[JsonSerializable(typeof(AzureList<AzurePolicy>))]
[JsonSerializable(typeof(AzureList<AzureEvaluation>))]
[JsonSerializable(typeof(AzureList<AzureAccessList>))]
[JsonSerializable(typeof(AzureError))]
internal sealed partial class AzureJson : JsonSerializerContext;
