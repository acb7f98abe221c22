namespace MlopsCmdlets.Git.Checks;

/// <summary>The forms of the usual services' secrets, as their documentation and public scanners (gitleaks, detect-secrets) describe them.</summary>
internal static class SecretRules
{
    public static readonly IReadOnlyList<SecretRule> All =
    [
        new("A private key", ["PRIVATE KEY"], "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----"),
        new("A GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], @"\bgh[pousr]_[A-Za-z0-9]{36,255}\b"),
        new("A GitHub token", ["github_pat_"], @"\bgithub_pat_[A-Za-z0-9_]{50,255}\b"),
        new("A GitLab token", ["glpat-", "gldt-", "glrt-", "glcbt-"], @"\bgl(pat|dt|rt|cbt)-[A-Za-z0-9_-]{20,}"),
        new("An Azure DevOps token", ["AZDO"], @"\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b"),
        new("A storage account key", ["AccountKey="], @"AccountKey=(?<secret>[A-Za-z0-9+/]{80,}={0,2})"),
        new("A shared access signature", ["sig="], @"[?&]sig=(?<secret>[A-Za-z0-9%/+]{40,}(%3D|=))", ignoreCase: true),
        new("An AWS access key id", ["AKIA", "ASIA"], @"\b(AKIA|ASIA)(?<secret>[A-Z2-7]{16})\b", mayBePlaceholder: true),
        new("An AWS secret key", ["aws_secret", "secret_access_key", "SecretAccessKey"], @"(aws_?secret|secret_?access_?key)\w*['""]?\s*[:=]\s*['""]?(?<secret>[A-Za-z0-9/+]{40})\b", ignoreCase: true, mayBePlaceholder: true),
        new("A Google API key", ["AIza"], @"\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
        new("A Google client secret", ["GOCSPX-"], @"\bGOCSPX-[A-Za-z0-9_-]{28}"),
        new("A Slack token", ["xoxb-", "xoxa-", "xoxp-", "xoxr-", "xoxs-", "xapp-"], @"\b(xox[abprs]|xapp)-[A-Za-z0-9-]{20,}"),
        new("A Slack webhook", ["hooks.slack.com/"], @"hooks\.slack\.com/(services|workflows)/[A-Za-z0-9_/]{40,}"),
        new("A Stripe key", ["sk_live_", "rk_live_"], @"\b[sr]k_live_[A-Za-z0-9]{20,}"),
        new("An npm token", ["npm_"], @"\bnpm_[A-Za-z0-9]{36}\b"),
        new("A PyPI token", ["pypi-AgE"], @"\bpypi-AgE[A-Za-z0-9_-]{50,}"),
        new("A Docker token", ["dckr_pat_"], @"\bdckr_pat_[A-Za-z0-9_-]{20,}"),
        new("A Hugging Face token", ["hf_"], @"\bhf_[A-Za-z]{34}\b"),
        new("A Databricks token", ["dapi"], @"\bdapi[a-f0-9]{32}(-\d)?\b"),
        new("An OpenAI or Anthropic key", ["sk-"], @"\bsk-(proj-|svcacct-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{20,}(?<=[0-9][A-Za-z0-9_-]*)"),
        new("A SendGrid key", ["SG."], @"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
        new("A JSON Web Token", ["eyJ"], @"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
        new("An IBM Cloud API key", ["apikey", "api_key", "api-key", "IAM"], @"(api[_-]?key|iam\w*)['""]?\s*[:=,]\s*['""](?<secret>[A-Za-z0-9_-]{44})['""]", ignoreCase: true, mayBePlaceholder: true),
        new("A password in a URL", ["://"], @"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@'""<>]{0,80}:(?<secret>[^\s/@'""<>]{3,200})@[A-Za-z0-9\[]", ignoreCase: true, mayBePlaceholder: true),
        new("A password in an Authorization header", ["Basic ", "Bearer ", "ZenApiKey "], @"\b(Basic|Bearer|ZenApiKey) (?<secret>(?=\S*[0-9])[A-Za-z0-9+/_.=-]{20,})", mayBePlaceholder: true),
        new("A password or token given to a name", ["passw", "pwd", "secret", "token", "apikey", "api_key", "api-key", "access_key", "credential"],
            @"(?<![A-Za-z0-9])[\w-]{0,40}(passw(or)?d|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credentials?)(_?(value|key|id))?['""]?\]?\s*(:\s*str\s*)?(=(?!=)|:)\s*[bru]{0,2}['""](?<secret>[^'""\s]{6,200})['""]", ignoreCase: true, mayBePlaceholder: true),
    ];
}
