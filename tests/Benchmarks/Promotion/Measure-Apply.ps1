# Applies plans between two sandboxes whose every request takes 20 ms, and says how long each step took.
param([string] $Module, [string] $Folder, [int] $Rounds)

$ErrorActionPreference = 'Stop'
Import-Module -Name $Module
$uat = Start-MlopsSandbox -Seed churn -TimeoutSec 180
$prd = Start-MlopsSandbox -TimeoutSec 180
try {
    $uat | Connect-Cpd -Name uat | Out-Null
    $prd | Connect-Cpd -Name prd | Out-Null
    $space = New-CpdSpace -Session prd -Name 'benchmark'
    [IO.File]::WriteAllText("$Folder/mlops.json", (@'
{"version":1,"environments":[{"name":"uat","url":"UAT","space":"churnUATspace"},{"name":"prd","url":"PRD","space":"benchmark","predecessor":"uat"}]}
'@).Replace('UAT"', "$($uat.Url)`"").Replace('PRD"', "$($prd.Url)`""))
    foreach ($session in 'uat', 'prd') {
        Invoke-CpdRestMethod -Session $session -Method Post -Path /_sandbox/faults -Body @{ fault = 'delay'; delay_ms = 20; times = 'always' } | Out-Null
    }
    $model = Get-CpdModel -Session uat -Space churnUATspace -Name ChurnPrediction
    $fields = [ordered]@{}
    $model.InputFields | ForEach-Object { $fields[$_.Name] = $_.Type }
    $model | Save-CpdModel -Path "$Folder/model.pmml" | Out-Null
    $pmml = [IO.File]::ReadAllText("$Folder/model.pmml")
    for ($round = 0; $round -le $Rounds; $round++) {
        if ($round -gt 0) {
            # Another version, so that there is something to copy and to switch.
            [IO.File]::WriteAllText("$Folder/next.pmml", $pmml.Insert($pmml.IndexOf('<Header'), "<!-- $round -->"))
            $model | Set-CpdModel -Tag mlops-superseded | Out-Null
            $model = New-CpdModel -Session uat -Space churnUATspace -Name ChurnPrediction -Path "$Folder/next.pmml" -Type $model.Type -SoftwareSpecification pmml-3.0_4.3 -LabelColumn CHURN -InputField $fields
        }
        $plan = New-MlopsPromotionPlan -Source uat -Destination prd -Model $model.Id -Deployment Churn -ConfigurationPath "$Folder/mlops.json"
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $result = Invoke-MlopsPromotion -Plan $plan -ConfigurationPath "$Folder/mlops.json" -SkipSmoke -Confirm:$false
        $total = $clock.Elapsed.TotalMilliseconds
        if ($round -eq 0) { continue }
        $waiting = 0
        foreach ($step in $result.Steps) {
            "step$($step.Name)=$($step.Duration.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))"
            if ($step.Name -in 'Transfer', 'Switch') { $waiting += $step.Duration.TotalMilliseconds }
        }
        "total=$($total.ToString([cultureinfo]::InvariantCulture))"
        "overhead=$(($total - $waiting).ToString([cultureinfo]::InvariantCulture))"
    }
}
finally {
    Stop-MlopsSandbox
}
