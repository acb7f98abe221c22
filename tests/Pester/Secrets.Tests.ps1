# A planted secret is in nothing that a user can print: Format-List *, ConvertTo-Json, every stream, the error in full, the transcript.
# Run with: ./build.ps1 -Task Test -PesterOnly

BeforeDiscovery {
    $script:logins = @(
        @{ How = 'password'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -Credential $credential' }
        @{ How = 'API key'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -ApiKey $secure' }
        @{ How = 'ZenApiKey'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -ApiKey $secure -AuthenticationType ZenApiKey; Get-CpdSpace' }
        @{ How = 'token'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -Token $secure; Get-CpdSpace' }
        @{ How = 'IAM'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -Credential $credential -AuthenticationType Iam -IamUrl $url' }
        @{ How = 'environment'; Login = '$env:CPD_URL = $url; $env:CPD_USERNAME = "admin"; $env:CPD_PASSWORD = $canary; Connect-Cpd -FromEnvironment -CaCertificate $ca' }
        @{ How = 'secret by name'; Login = 'function Get-Secret { param($Name, $Vault) $secure }; Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -SecretName s' }
        @{ How = 'proxy'; Login = 'Connect-Cpd -Url $url -CaCertificate $ca -Credential $credential -Proxy http://127.0.0.1:9 -ProxyCredential $credential' }
    )
}

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
    Import-Module "$root/artifacts/module/MlopsCmdlets/$version/MlopsCmdlets.psd1" -Force
    $script:sandbox = Start-MlopsSandbox -Seed churn
    $script:url = $sandbox.Url
    $script:ca = $sandbox.CaCertificate
    $script:canary = 'c4n4ry-S3cret-Value-000'

    # All that can be printed of what a script did, the streams of both kinds of talk included.
    function Show-All([scriptblock] $Work) {
        $secure = ConvertTo-SecureString $canary -AsPlainText -Force
        $credential = [pscredential]::new('admin', $secure)
        $VerbosePreference = $DebugPreference = 'Continue'
        $Error.Clear()
        $said = & { . $Work } *>&1
        $VerbosePreference = $DebugPreference = 'SilentlyContinue'
        foreach ($item in @($said) + @($Error)) {
            $item | Out-String
            $item | Format-List * -Force | Out-String
            if ($item -isnot [Management.Automation.ErrorRecord]) { $item | ConvertTo-Json -Depth 4 -WarningAction Ignore }
            else { $item.Exception | Format-List * -Force | Out-String; "$($item.Exception)"; Get-Error -InputObject $item | Out-String }
        }
    }
}

AfterAll {
    Remove-Item Env:CPD_URL, Env:CPD_USERNAME, Env:CPD_PASSWORD -ErrorAction Ignore
    Get-CpdSession -ErrorAction Ignore | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Secrets' {
    It 'a refused login by <How> shows it nowhere' -ForEach $logins {
        $log = Join-Path $TestDrive "$How.txt"
        $null = Start-Transcript -LiteralPath $log
        try { $shown = Show-All { try { Invoke-Expression $Login } catch { $_ } } }
        finally { $null = Stop-Transcript }
        $encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("admin:$canary"))
        $text = "$shown$(Get-Content -Raw -LiteralPath $log)"
        $text | Should -Match 'Error'
        # Not Should -Match, whose message would print the secret.
        $text.Contains($canary) | Should -BeFalse
        $text.Contains($encoded) | Should -BeFalse
    }

    It 'no object of a session shows its password or its token' {
        $password = $sandbox.Credential.GetNetworkCredential().Password
        $shown = Show-All {
            $sandbox
            $sandbox | Connect-Cpd -PassThru
            Get-CpdSession
            Test-CpdSession
            Get-CpdSpace
            Get-CpdModel -Space churnUATspace
            Get-CpdSpace -Name nothing -ErrorAction Continue
        }
        $text = "$shown"
        $text | Should -Match 'churnUATspace'
        $text.Contains($password) | Should -BeFalse
        # How every token begins.
        $text | Should -Not -Match 'eyJ[A-Za-z0-9_-]{10}'
    }
}
