# README's own code, run as it stands there: the five-minute tour and the script without governance. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $env:PSModulePath = "$root/artifacts/module" + [IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module MlopsCmdlets -Force

    function Get-ReadmeCode([string] $Heading) {
        $text = Get-Content -Raw -LiteralPath "$root/README.md"
        $match = [regex]::Match($text, "(?s)\n## $([regex]::Escape($Heading))\n.*?``````powershell\n(.*?)\n``````")
        if (-not $match.Success) { throw "README has no PowerShell under '$Heading'." }
        $match.Groups[1].Value
    }
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'The five-minute tour' {
    It 'runs from its first line to its last' {
        # The answer yes to each question about production.
        foreach ($cmdlet in 'Copy-CpdAsset', 'New-CpdDeployment', 'New-CpdModel', 'Set-CpdDeployment') { $PSDefaultParameterValues["${cmdlet}:Confirm"] = $false }
        $code = Get-ReadmeCode 'Five minutes'
        Push-Location $root
        try {
            $output = . ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'`n$code")) | Out-String -Width 120
        }
        finally {
            Pop-Location
            $PSDefaultParameterValues.Clear()
        }
        $output | Should -Match 'churn_prod_space'
        $output | Should -Match 'Prediction'
        $output | Should -Match 'Copy-CpdAsset'
        (Get-CpdDeployment -Space churn_prod_space -Name ChurnPredictionProd).State | Should -Be 'ready'
    }
}

Describe 'The promotion script' {
    BeforeAll {
        $script:clusters = @{
            'https://cpd-uat.example.com' = Start-MlopsSandbox -Seed churn -UserName deployer
            'https://cpd.example.com' = Start-MlopsSandbox -Seed churn -UserName deployer
        }
        $script:keys = @{}
        $code = Get-ReadmeCode 'A script without governance'
        foreach ($url in $clusters.Keys) {
            $clusters[$url] | Connect-Cpd -Name setup
            $keys[$(if ($url -like '*uat*') { 'cpd-uat' } else { 'cpd-prd' })] = (Invoke-CpdRestMethod -Path /usermgmt/v1/user/apiKey).apiKey
            $code = $code.Replace("-Url $url ", "-Url $($clusters[$url].Url) ")
        }
        $script:file = Join-Path $TestDrive 'promote.ps1'
        Set-Content -LiteralPath $file -Value $code
        Import-Csv "$root/src/MlopsCmdlets.Sandbox/Seed/Data/customer_churn.csv" | Select-Object -First 5 | Export-Csv (Join-Path $TestDrive 'smoke.csv') -NoTypeInformation
        # What SecretManagement does on the reader's machine.
        function global:Get-Secret { param($Name, $Vault) ConvertTo-SecureString $keys[$Name] -AsPlainText -Force }
        $PSDefaultParameterValues['Connect-Cpd:CaCertificate'] = @($clusters.Values.CaCertificate)
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $PSDefaultParameterValues.Clear()
        Remove-Item function:Get-Secret
    }

    It 'copies from one cluster to the other, deploys, and scores' {
        & $file | Out-Null
        $promoted = Get-Content -Raw promotion.json | ConvertFrom-Json
        $promoted.Name | Should -Be 'ChurnPrediction'
        (Get-CpdDeployment -Space churn_prod_space -Session prd).Name | Should -Be 'ChurnPredictionProd'
    }

    It 'can be run again: the model is unchanged and the deployment is the same' {
        $before = Get-CpdDeployment -Space churn_prod_space -Session prd
        & $file | Out-Null
        $after = Get-CpdDeployment -Space churn_prod_space -Session prd
        $after.Id | Should -Be $before.Id
        $after.AssetId | Should -Be $before.AssetId
        @(Get-CpdModel -Space churn_prod_space -Session prd).Count | Should -Be 1
    }

    It 'says what is wrong when a side is not ready' {
        Get-CpdSession -Name prd | Disconnect-Cpd
        $clusters['https://cpd.example.com'] | Stop-MlopsSandbox
        { & $file } | Should -Throw -ErrorId 'Unavailable,*'
    }
}

Describe 'The sandbox as a dotnet tool' {
    It 'is packed under the name that README installs' {
        # What the SDK would do, without the minutes of a build.
        $properties = (dotnet msbuild "$root/src/MlopsCmdlets.Sandbox" -getProperty:IsPackable,PackAsTool,PackageId,ToolCommandName | Out-String | ConvertFrom-Json).Properties
        $properties.IsPackable | Should -Be 'true'
        $properties.PackAsTool | Should -Be 'true'
        $properties.ToolCommandName | Should -Be 'mlops-sandbox'
        Get-Content -Raw -LiteralPath "$root/README.md" | Should -Match "dotnet tool install --global $([regex]::Escape($properties.PackageId)) "
    }
}
