using System.Text.Json.Serialization;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The documents of Azure DevOps.</summary>
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
