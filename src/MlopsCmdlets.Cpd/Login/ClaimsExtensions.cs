using System.Text.Json;
using MlopsCmdlets.Cpd.Json;

namespace MlopsCmdlets.Cpd.Login;

internal static class ClaimsExtensions
{
    public static string? GetUserName(this JsonElement claims) => claims.Text("username") ?? claims.Text("sub");
}
