# Measures calls and emitted objects, in µs, ours and those of an empty C# cmdlet in turn.
param([string] $Module, [string] $EmptyModule, [string] $Url, [int] $Rounds, [int] $Spaces)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
Import-Module -Name $Module, $EmptyModule
$token = [securestring]::new()
$token.AppendChar('t')
foreach ($number in 1..10) { Connect-Cpd -Url $Url -Token $token -Name "s$number" }

$calls = 4000
$names = @('*') * 2000
$objects = 10 * $names.Count
$clock = [Diagnostics.Stopwatch]::new()

function Measure-Round {
    $clock.Restart(); for ($i = 0; $i -lt $calls; $i++) { Get-Nothing }
    "empty-call=$($clock.Elapsed.TotalMicroseconds / $calls)"
    $clock.Restart(); for ($i = 0; $i -lt $calls; $i++) { Get-MlopsSandbox }
    "sandbox-call=$($clock.Elapsed.TotalMicroseconds / $calls)"
    $clock.Restart(); for ($i = 0; $i -lt $calls; $i++) { Get-CpdSession -Name 'x*' }
    "session-call=$($clock.Elapsed.TotalMicroseconds / $calls)"

    $clock.Restart(); Get-Nothing -Count $objects | Out-Null
    "empty-object=$($clock.Elapsed.TotalMicroseconds / $objects)"
    $clock.Restart(); Get-CpdSession -Name $names | Out-Null
    "direct-object=$($clock.Elapsed.TotalMicroseconds / $objects)"
    # The same list is fetched, parsed and compared twice, once with and once without emitting it.
    $clock.Restart(); Get-CpdSpace -Name 'x*' | Out-Null
    $none = $clock.Elapsed.TotalMicroseconds
    $clock.Restart(); Get-CpdSpace -Name 's*' | Out-Null
    "queued-object=$(($clock.Elapsed.TotalMicroseconds - $none) / $Spaces)"
}

foreach ($round in 1..3) { Measure-Round | Out-Null }
foreach ($round in 1..$Rounds) { Measure-Round }
