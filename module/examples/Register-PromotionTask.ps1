<#
.SYNOPSIS
Registers a scheduled Windows task that applies an approved plan on Sunday evening.
.DESCRIPTION
The task runs as a service account, whose secrets lie in a SecretManagement vault of its own. It writes a transcript and the Markdown report, and ends with
the exit code of the promotion: 0 done, 1 failed, 2 stopped by a gate; the task's history shows it.
.PARAMETER Plan
The plan to apply, made with New-MlopsPromotionPlan -Path and approved.
.PARAMETER Credential
The account that the task runs as.
.EXAMPLE
./Register-PromotionTask.ps1 -Plan C:\mlops\plan.json -Credential (Get-Credential CORP\svc-mlops)
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Plan,
    [Parameter(Mandatory)] [pscredential] $Credential
)

$ErrorActionPreference = 'Stop'
$Plan = (Resolve-Path -LiteralPath $Plan).ProviderPath
$folder = Split-Path $Plan
$apply = Join-Path $folder 'apply.ps1'
$script = @"
`$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath `$PSScriptRoot
Start-Transcript -Path promotion.log
Import-Module MlopsCmdlets
Connect-Cpd -Url https://cpd-uat.example.com -UserName deployer -SecretName cpd-uat -Name uat
Connect-Cpd -Url https://cpd.example.com -UserName deployer -SecretName cpd-prd -Name prd
`$result = Invoke-MlopsPromotion -Path '$((Split-Path -Leaf $Plan) -replace "'", "''")' -SmokeData smoke.csv -Confirm:`$false -ErrorAction Continue
`$result | Export-MlopsReport -AsMarkdown -Path promotion.md -Force -ErrorAction Continue
exit `$result.ExitCode
"@
if ($PSCmdlet.ShouldProcess($apply, 'Write the script and register the task')) {
    # With a byte order mark: Windows PowerShell reads other files in the code page of the machine.
    [IO.File]::WriteAllText($apply, $script, [Text.UTF8Encoding]::new($true))
    $shell = if ($PSEdition -eq 'Core') { 'pwsh.exe' } else { 'powershell.exe' }
    $action = New-ScheduledTaskAction -Execute $shell -Argument "-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File ""$apply""" -WorkingDirectory $folder
    $trigger = New-ScheduledTaskTrigger -Weekly -DaysOfWeek Sunday -At 22:00
    Register-ScheduledTask -TaskName 'Promote model' -Action $action -Trigger $trigger -User $Credential.UserName -Password $Credential.GetNetworkCredential().Password
}
