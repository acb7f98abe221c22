using System.Text;
using System.Text.Json.Nodes;

namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>
/// The text that a stored decision consists of: <c>{"form":1,"plan":…,"decision":…,"comment":…}</c>. It does not say who decided: that is the server's to
/// say, and whoever writes a text could claim anything.
/// </summary>
public sealed record ApprovalDocument(string PlanHash, ApprovalDecision Decision, string? Comment)
{
    private const int Form = 1;

    /// <summary>Name of the asset that holds decisions about a plan.</summary>
    public static string NameOf(string planHash) => "mlops-approval-" + planHash.Substring(0, Math.Min(16, planHash.Length));

    /// <summary>The text.</summary>
    public string Write()
    {
        var json = new JsonObject { ["form"] = Form, ["plan"] = PlanHash, ["decision"] = Decision.ToString() };
        if (Comment is not null)
            json["comment"] = Comment;
        return Encoding.UTF8.GetString(CanonicalJson.Write(json));
    }

    /// <summary>Reads a text; null for anything that this module did not write.</summary>
    public static ApprovalDocument? TryRead(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return StrictJson.Read(Encoding.UTF8.GetBytes(text!), "decision about a plan", fields =>
            {
                fields.Version("form", Form);
                return new ApprovalDocument(fields.Sha256("plan"), fields.Enum<ApprovalDecision>("decision"), fields.OptionalText("comment"));
            });
        }
        catch (MalformedDocumentException)
        {
            return null;
        }
    }
}
