# Copies all assets of a space in this fresh process, after a small copy that does not count, and says how long it took and how far the process grew.
param([string] $Module, [string] $Url, [string] $UserName, [string] $Password, [string] $CaCertificate, [string] $WarmSource, [string] $WarmDestination, [string] $Source, [string] $Destination)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$secret = [securestring]::new()
foreach ($character in $Password.ToCharArray()) { $secret.AppendChar($character) }
Connect-Cpd -Url $Url -Credential ([pscredential]::new($UserName, $secret)) -CaCertificate $CaCertificate
Copy-CpdAsset -Space $WarmSource -DestinationSpace $WarmDestination -All -Confirm:$false | Out-Null

$process = [Diagnostics.Process]::GetCurrentProcess()
$before = $process.WorkingSet64
$clock = [Diagnostics.Stopwatch]::StartNew()
$copied = Copy-CpdAsset -Space $Source -DestinationSpace $Destination -All -Confirm:$false
"ms=$($clock.Elapsed.TotalMilliseconds)"
$process.Refresh()
"growth=$($process.PeakWorkingSet64 - $before)"
$bytes = 0
foreach ($asset in $copied) { if ($asset.Action -eq 'Added') { $bytes += $asset.Bytes } }
"bytes=$bytes"
