using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>What a space or project already has under a name. Cloud Pak for Data takes a second thing of one name without a word, and then the name finds neither.</summary>
internal static class Namesakes
{
    /// <summary>Warns before a second one is made. Earlier versions, tagged as superseded, do not count.</summary>
    /// <param name="warn">Takes the warning.</param>
    /// <param name="scope">Where the new asset is to be.</param>
    /// <param name="type">Its type in the catalogue's terms.</param>
    /// <param name="kind">The same for people: "model".</param>
    /// <param name="name">Its name.</param>
    /// <param name="instead">What to do instead, a sentence.</param>
    /// <param name="cancellationToken">Ends the look-up, which is one search by name.</param>
    internal static async Task WarnAsync(Func<string, Task> warn, Scope scope, string type, string kind, string name, string instead, CancellationToken cancellationToken)
    {
        var query = new CpdAssetQuery { Type = type, Query = $"asset.name:\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"" };
        var ids = new List<string>();
        try
        {
            await foreach (CpdAsset asset in scope.Client.Assets.SearchAsync(scope.Container, query, cancellationToken).ConfigureAwait(false))
            {
                // The server's search compares words, a look-up by name every character.
                if (asset.Name == name && !asset.Tags.Contains(CpdTags.Superseded))
                    ids.Add(asset.Id);
            }
        }
        catch (CpdApiException)
        {
            // Only for a warning: what makes the asset tells what is wrong, if it is wrong there too.
            return;
        }

        if (ids.Count > 0)
            await warn($"The {scope.Container} already has a {kind} named '{name}' ({string.Join(", ", ids)}). With another one, the name alone finds neither: look-ups, copies and promotions will ask for an id. {instead}").ConfigureAwait(false);
    }
}
