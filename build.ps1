#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, packs, installs or publishes the module.
.DESCRIPTION
Build    compiles everything and assembles artifacts/module/MlopsCmdlets/<version>.
Test     runs the .NET tests and then the Pester suite against that folder.
Pack     makes artifacts/packages: the module as a .zip, the sandbox as a dotnet tool.
Install  copies the module to the current user's module folder.
Publish  publishes the module to a PowerShell repository that you have registered (a private feed, or the Gallery).
.PARAMETER SignScript
A script that is called with the path of each file to sign (.psd1, .ps1xml and the module's own .dll files) before packing and publishing.
.EXAMPLE
./build.ps1 -Task Test
.EXAMPLE
./build.ps1 -Task Publish -Repository CompanyFeed -ApiKey (Get-Secret CompanyFeed -AsPlainText)
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Install', 'Publish')]
    [string] $Task = 'Build',
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',
    [switch] $PesterOnly,
    [string] $Repository,
    [string] $ApiKey,
    [string] $SignScript
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
$module = Join-Path $root "artifacts/module/MlopsCmdlets/$version"
$packages = Join-Path $root 'artifacts/packages'

function Invoke-Dotnet {
    Write-Verbose "dotnet $args"
    & dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Build {
    Invoke-Dotnet build "$root/MlopsCmdlets.sln" -c $Configuration -v quiet
    Write-Output "Module: $module"
}

function Invoke-Test {
    if (-not $PesterOnly) { Invoke-Dotnet test "$root/MlopsCmdlets.sln" -m:1 -c $Configuration }
    if (-not (Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0')) {
        Write-Warning 'Pester 5 is not installed: the acceptance tests were not run. Install-Module Pester -MinimumVersion 5.0'
        return
    }
    if (-not (Test-Path -LiteralPath "$module/MlopsCmdlets.psd1")) { Invoke-Build }
    Import-Module Pester -MinimumVersion 5.0
    $pester = New-PesterConfiguration
    $pester.Run.Path = "$root/tests/Pester"
    $pester.Run.PassThru = $true
    $pester.Output.Verbosity = 'Normal'
    $pester.TestRegistry.Enabled = $false
    $result = Invoke-Pester -Configuration $pester
    Write-Output "Tests Passed: $($result.PassedCount), Failed: $($result.FailedCount), Skipped: $($result.SkippedCount)"
    if ($result.FailedCount -or $result.FailedContainersCount -or $result.FailedBlocksCount) { throw 'Pester tests failed.' }
}

function Invoke-Sign {
    if (-not $SignScript) { return }
    Get-ChildItem -LiteralPath $module -Recurse -File |
        Where-Object { $_.Extension -in '.psd1', '.ps1xml' -or $_.Name -like 'MlopsCmdlets*.dll' } |
        ForEach-Object { & $SignScript $_.FullName }
}

function Invoke-Pack {
    Invoke-Build
    Invoke-Sign
    $null = New-Item -ItemType Directory -Force -Path $packages
    # A folder of another version is a build of the past.
    Get-ChildItem -LiteralPath (Split-Path $module) -Directory | Where-Object Name -ne $version | Remove-Item -Recurse -Force
    $zip = Join-Path $packages "MlopsCmdlets.$version.zip"
    if (Test-Path -LiteralPath $zip) { Remove-Item -LiteralPath $zip }
    Add-Type -AssemblyName System.IO.Compression.FileSystem -ErrorAction Ignore
    [IO.Compression.ZipFile]::CreateFromDirectory((Join-Path $root 'artifacts/module'), $zip)
    Invoke-Dotnet pack "$root/src/MlopsCmdlets.Sandbox" -c $Configuration -o $packages -v quiet
    # A project that packs nothing is a warning to dotnet.
    if (-not (Test-Path -LiteralPath "$packages/MlopsCmdlets.Sandbox.$version.nupkg")) { throw "The sandbox was not packed: $packages has no MlopsCmdlets.Sandbox.$version.nupkg." }
    Get-ChildItem -LiteralPath $packages
}

function Invoke-Install {
    Invoke-Build
    # Outside Windows there may be no documents folder: it is asked for only where modules lie in it.
    $modules = if ($IsLinux -or $IsMacOS) { Join-Path $(if ($env:XDG_DATA_HOME) { $env:XDG_DATA_HOME } else { "$HOME/.local/share" }) 'powershell/Modules' }
    else { Join-Path ([Environment]::GetFolderPath('MyDocuments')) "$(if ($PSEdition -eq 'Core') { 'PowerShell' } else { 'WindowsPowerShell' })/Modules" }
    $target = Join-Path $modules "MlopsCmdlets/$version"
    if ($PSCmdlet.ShouldProcess($target, 'Install the module')) {
        if (Test-Path -LiteralPath $target) { Remove-Item -LiteralPath $target -Recurse -Force }
        $null = New-Item -ItemType Directory -Force -Path $target
        Copy-Item -Path "$module/*" -Destination $target -Recurse
        Write-Output "Installed: $target"
    }
}

function Invoke-Publish {
    if (-not $Repository) { throw 'Publish needs -Repository: the name of a repository from Get-PSResourceRepository.' }
    Invoke-Build
    Invoke-Sign
    if ($PSCmdlet.ShouldProcess("$Repository, MlopsCmdlets $version", 'Publish the module')) {
        $key = if ($ApiKey) { @{ ApiKey = $ApiKey } } else { @{} }
        if (Get-Command Publish-PSResource -ErrorAction Ignore) { Publish-PSResource -Path $module -Repository $Repository @key }
        else {
            $nuGetKey = if ($ApiKey) { @{ NuGetApiKey = $ApiKey } } else { @{} }
            Publish-Module -Path $module -Repository $Repository @nuGetKey
        }
    }
}

& "Invoke-$Task"
