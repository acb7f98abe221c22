# Plans a promotion of all assets of a space in this fresh process, twice: with nothing known, and again with the hashes of the first time.
param([string] $Module, [string] $Url, [string] $UserName, [string] $Password, [string] $CaCertificate, [string] $Configuration, [string] $Assets)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$secret = [securestring]::new()
foreach ($character in $Password.ToCharArray()) { $secret.AppendChar($character) }
Connect-Cpd -Url $Url -Credential ([pscredential]::new($UserName, $secret)) -CaCertificate $CaCertificate

foreach ($name in 'ms', 'again') {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $plan = New-MlopsPromotionPlan -Source uat -Destination prd -Model churn -Asset ([IO.File]::ReadAllLines($Assets)) -ConfigurationPath $Configuration
    "$name=$($clock.Elapsed.TotalMilliseconds)"
}
$counts = @{}
foreach ($change in $plan.Changes) { $counts[[string]$change.Action]++ }
foreach ($action in $counts.Keys) { "$action=$($counts[$action])" }
