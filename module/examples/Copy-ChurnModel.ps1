<#
.SYNOPSIS
Copies the churn model with its data from the acceptance space to the production space, deploys it there and scores two customers.
.DESCRIPTION
Without -Url it starts a sandbox, a local Cloud Pak for Data, and works there. With -Url and -Credential it works on a real cluster that has the two
spaces. It uses only commands of MlopsCmdlets and of PowerShell's core, so that the console host of the sources can run it too.
.PARAMETER Url
Address of a cluster.
.PARAMETER Credential
Who logs in there.
.PARAMETER ChurnData
For the sandbox: a CSV file of the churn data set to train the model on, instead of the model that comes with the sandbox.
.EXAMPLE
./Copy-ChurnModel.ps1
.EXAMPLE
./Copy-ChurnModel.ps1 -Url https://cpd.example.com -Credential (Get-Credential)
#>
[CmdletBinding()]
param([uri] $Url, [pscredential] $Credential, [string] $ChurnData)

$ErrorActionPreference = 'Stop'
Import-Module MlopsCmdlets

# 1. Connect.
if ($Url) { Connect-Cpd -Url $Url -Credential $Credential }
else { Start-MlopsSandbox -Seed churn -ChurnData $ChurnData | Connect-Cpd }

# 2. Look.
Get-CpdSpace -Name churn* | Out-Host
Get-CpdAsset -Space churnUATspace | Out-Host

# 3. Copy; what is there already and equal is left alone.
$copied = Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -Confirm:$false
$copied | Out-Host

# 4. Deploy the model and wait until it is ready.
$deployment = $copied | Where-Object Name -eq ChurnPrediction | New-CpdDeployment -Online -Name ChurnPredictionProd -Confirm:$false
$deployment | Out-Host

# 5. Score two customers: will they leave?
Invoke-CpdScore -Deployment $deployment -Path "$PSScriptRoot/churn_score.json" |
    ForEach-Object { "Customer $($_.ID), age $($_.AGE): churn $($_.Prediction), probability $($_.Probability.ToString('p1'))" }
