<#
.SYNOPSIS
Promotes a model from acceptance to production under governance: plan, approval, gates, verified copy, switch, record, report, rollback.
.DESCRIPTION
Starts two sandboxes, local Clouds Pak for Data, as the acceptance and the production cluster. A data scientist plans, the lead approves, the
pipeline's account applies. A model that got worse is stopped by a gate; a good one goes into production and is taken back again. It uses only
commands of MlopsCmdlets and of PowerShell's core, so that the console host of the sources can run it too.
.PARAMETER Folder
Where mlops.json, the plans and the report are written. Default: a new temporary folder.
.EXAMPLE
./Invoke-GovernedPromotion.ps1
.EXAMPLE
./Invoke-GovernedPromotion.ps1 -Folder ./promotion
#>
[CmdletBinding()]
param([string] $Folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), [IO.Path]::GetRandomFileName()))

$ErrorActionPreference = 'Stop'
Import-Module MlopsCmdlets
$null = [IO.Directory]::CreateDirectory($Folder)
$PSDefaultParameterValues = @{ '*-Mlops*:ConfigurationPath' = "$Folder/mlops.json" }
$holdout = "$PSScriptRoot/churn_holdout.csv"

# 1. Two clusters, three people.
$uat = Start-MlopsSandbox -Seed churn
$prd = Start-MlopsSandbox -Seed churn
$uat | Connect-Cpd -UserName datascientist -Name uat
$prd | Connect-Cpd -UserName lead -Name lead
$prd | Connect-Cpd -UserName datascientist -Name scientist
$prd | Connect-Cpd -UserName automation -Name pipeline

# 2. The environments: production wants one approval, and a model that is no worse than the one that serves.
New-MlopsEnvironment uat -Url $uat.Url -Space churnUATspace | Out-Null
New-MlopsEnvironment prd -Url $prd.Url -Space churn_prod_space -Predecessor uat -Production -RequiredApprovals 1 | Out-Null
Get-MlopsEnvironment | Out-Host

# 3. First promotion: plan, look, approve as somebody else, apply.
New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Deployment ChurnPredictionProd -ServingName churn_prod -DestinationSession scientist -Path "$Folder/first.json" | Out-Host
Approve-MlopsPromotionPlan -Path "$Folder/first.json" -Session lead -Comment 'Figures are good.' -Confirm:$false | Out-Host
Invoke-MlopsPromotion -Path "$Folder/first.json" -SmokeData $holdout -Confirm:$false | Out-Host

# 4. A new model got worse: the gate compares it with the one that serves.
New-CpdModel -Space churnUATspace -Session uat -Name ChurnQuick -Path "$PSScriptRoot/churn_regressed.pmml" -Type pmml_4.2 -SoftwareSpecification pmml-3.0_4.3 |
    New-CpdDeployment -Online -Name ChurnQuickTest | Out-Null
$quality = New-MlopsGate -Metric accuracy -Minimum 0.9 -NotWorseBy 0.02 -Path $holdout -LabelColumn CHURN -PositiveClass T
$bad = New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnQuick -Deployment ChurnPredictionProd -Gate $quality -DestinationSession scientist
$bad | Approve-MlopsPromotionPlan -Session lead -Confirm:$false | Out-Null
$stopped = $bad | Invoke-MlopsPromotion -SmokeData $holdout -Confirm:$false -ErrorAction SilentlyContinue
$stopped | Out-Host
$stopped.Gates | Out-Host

# 5. A good one passes the same gate. The deployment keeps its id and serving name.
New-CpdModel -Space churnUATspace -Session uat -Name ChurnTree -Path "$PSScriptRoot/churn_candidate.pmml" -Type pmml_4.2 -SoftwareSpecification pmml-3.0_4.3 |
    New-CpdDeployment -Online -Name ChurnTreeTest | Out-Null
$good = New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnTree -Deployment ChurnPredictionProd -Gate $quality -DestinationSession scientist
$good | Approve-MlopsPromotionPlan -Session lead -Confirm:$false | Out-Null
$result = $good | Invoke-MlopsPromotion -SmokeData $holdout -Confirm:$false
$result | Out-Host

# 6. A report for those who were not there.
$measured = Measure-MlopsModel -Deployment ChurnPredictionProd -Space churn_prod_space -Path $holdout -LabelColumn CHURN -PositiveClass T -MonitoredGroup @{ Feature = 'GENDER'; Monitored = 'F'; Reference = 'M' } -FavorableOutcome F -WarningAction SilentlyContinue
$result, $measured, (Get-MlopsPromotion -Environment prd) | Export-MlopsReport -Path "$Folder/report.html" -Force | ForEach-Object { "Report: $($_.FullName)" }

# 7. Back to the model before; then the record proves what happened.
Undo-MlopsPromotion -Environment prd -SmokeData $holdout -Confirm:$false | Out-Host
Get-MlopsPromotion -Environment prd | Out-Host
Test-MlopsPromotionRecord -Environment prd -ExpectedHead $result.Head | Out-Host
