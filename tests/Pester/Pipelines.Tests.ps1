# The pipeline and the scheduled task of module/examples, run the way an agent and the task scheduler run them: each script in a process of its own, with
# nothing but its files and its environment variables. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $env:PSModulePath = "$root/artifacts/module" + [IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module MlopsCmdlets -Force

    $script:uat = Start-MlopsSandbox -Seed churn
    $script:prd = Start-MlopsSandbox -Seed churn
    $uat | Connect-Cpd -Name admin
    $uat | Connect-Cpd -UserName automation -Name uat
    $prd | Connect-Cpd -UserName datascientist -Name reader
    $prd | Connect-Cpd -UserName automation -Name prd
    $prd | Connect-Cpd -UserName lead -Name lead
    function Get-Key([string] $Session) { (Invoke-CpdRestMethod -Session $Session -Path /usermgmt/v1/user/apiKey).apiKey }
    $script:keys = @{ 'cpd-uat' = Get-Key uat; 'cpd-prd' = Get-Key prd; 'prd-reader' = Get-Key reader }

    # A folder whose name needs quotes and an encoding.
    $script:work = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "o'brien ä")).FullName
    Copy-Item "$root/module/examples/churn_holdout.csv" (Join-Path $work 'smoke.csv')
    New-MlopsEnvironment uat -Url $uat.Url -Space churnUATspace -ConfigurationPath "$work/mlops.json" | Out-Null
    New-MlopsEnvironment prd -Url $prd.Url -Space churn_prod_space -Predecessor uat -Production -RequiredApprovals 1 -ConfigurationPath "$work/mlops.json" | Out-Null

    # What lies outside of a script: the feed, the vault, and the authorities that a machine trusts.
    $script:machine = @"
function Install-PSResource { }
function Get-Secret { param(`$Name, `$Vault) ConvertTo-SecureString ([Environment]::GetEnvironmentVariable(`$Name)) -AsPlainText -Force }
`$PSDefaultParameterValues['Connect-Cpd:CaCertificate'] = '$($uat.CaCertificate)', '$($prd.CaCertificate)'

"@

    function Invoke-Script([string] $Code, [hashtable] $Environment) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        [IO.File]::WriteAllText($file, $machine + $Code, [Text.UTF8Encoding]::new($true))
        $before = @{}
        foreach ($name in $Environment.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $Environment[$name])
        }
        Push-Location -LiteralPath $work
        try {
            $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $file 2>&1 | Out-String -Width 200
            [pscustomobject] @{ Output = $output; ExitCode = $LASTEXITCODE }
        }
        finally {
            Pop-Location
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        }
    }

    # The inline script of a step, with the macros that the agent fills in.
    function Get-StepScript([string] $Step) {
        $lines = Get-Content -LiteralPath "$root/module/examples/azure-pipelines.yml"
        $at = [array]::FindIndex([string[]] $lines, [Predicate[string]] { param($line) $line.Trim() -eq "name: $Step" })
        while ($lines[$at].Trim() -ne 'script: |') { $at++ }
        $indent = $lines[$at].Length - $lines[$at].TrimStart().Length
        $code = for ($at++; $lines[$at] -match "^\s{$($indent + 1)}"; $at++) { $lines[$at].Substring($indent + 2) }
        $code = ($code -join "`n").Replace('${{ parameters.model }}', 'ChurnPrediction').Replace('${{ parameters.deployment }}', 'ChurnPredictionProd')
        $literal = $artifacts.Replace("'", "''")
        $code.Replace('$(Build.ArtifactStagingDirectory)', "$literal/promotion").Replace('$(Pipeline.Workspace)', $literal)
    }
    $script:artifacts = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'agent work')).FullName
    $null = New-Item -ItemType Directory -Path "$artifacts/promotion"
    $script:plan = "$artifacts/promotion/plan.json"

    function Invoke-PlanStage {
        Invoke-Script (Get-StepScript plan) @{
            CPD_URL = $uat.Url; CPD_USERNAME = 'automation'; CPD_APIKEY = $keys['cpd-uat']
            PRD_URL = $prd.Url; PRD_USERNAME = 'datascientist'; PRD_APIKEY = $keys['prd-reader']
        }
    }

    function Invoke-PromoteStage {
        Invoke-Script (Get-StepScript apply) @{
            CPD_URL = $prd.Url; CPD_USERNAME = 'automation'; CPD_APIKEY = $keys['cpd-prd']
            UAT_URL = $uat.Url; UAT_USERNAME = 'automation'; UAT_APIKEY = $keys['cpd-uat']
        }
    }
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'azure-pipelines.yml' {
    It 'plans with an account that may only read production, and publishes plan and report' {
        $stage = Invoke-PlanStage

        $stage.ExitCode | Should -Be 0 -Because $stage.Output
        $plan | Should -Exist
        "$artifacts/promotion/report.html" | Should -Exist
        $stage.Output | Should -Match '##vso\['
    }

    It 'stops with exit code 2 while nobody has approved the plan, and leaves production as it was' {
        $stage = Invoke-PromoteStage

        $stage.ExitCode | Should -Be 2 -Because $stage.Output
        $stage.Output | Should -Match '##vso\[task.logissue type=error'
        @(Get-CpdDeployment -Space churn_prod_space -Session prd) | Should -HaveCount 0
    }

    It 'applies the approved plan' {
        Approve-MlopsPromotionPlan -Path $plan -Session lead -ConfigurationPath "$work/mlops.json" -Confirm:$false | Out-Null
        $stage = Invoke-PromoteStage

        $stage.ExitCode | Should -Be 0 -Because $stage.Output
        (Get-CpdDeployment -Space churn_prod_space -Session prd).Name | Should -Be 'ChurnPredictionProd'
        $stage.Output | Should -Not -Match ([regex]::Escape($keys['cpd-prd']))
    }
}

Describe 'Register-PromotionTask.ps1' {
    BeforeAll {
        # The task scheduler's commands, which only Windows has.
        $script:task = @{}
        function global:New-ScheduledTaskAction { param($Execute, $Argument, $WorkingDirectory) $task.Action = $PSBoundParameters; 'action' }
        function global:New-ScheduledTaskTrigger { param([switch] $Weekly, $DaysOfWeek, $At) 'trigger' }
        function global:Register-ScheduledTask { param($TaskName, $Action, $Trigger, $User, $Password) $task.Registered = $PSBoundParameters }

        $model = New-CpdModel -Space churnUATspace -Session uat -Name ChurnTree -Path "$root/module/examples/churn_candidate.pmml" -Type pmml_4.2 -SoftwareSpecification pmml-3.0_4.3
        New-MlopsPromotionPlan -Source uat -Destination prd -Model $model.Name -Deployment ChurnPredictionProd -SourceSession uat -DestinationSession reader -ConfigurationPath "$work/mlops.json" -Path "$work/plan.json" | Out-Null
        Approve-MlopsPromotionPlan -Path "$work/plan.json" -Session lead -ConfigurationPath "$work/mlops.json" -Confirm:$false | Out-Null
        $credential = [pscredential]::new('CORP\svc-mlops', (ConvertTo-SecureString secret -AsPlainText -Force))
        & "$root/module/examples/Register-PromotionTask.ps1" -Plan "$work/plan.json" -Credential $credential
    }

    AfterAll { Remove-Item function:New-ScheduledTaskAction, function:New-ScheduledTaskTrigger, function:Register-ScheduledTask }

    It 'registers a script that this edition of PowerShell reads' {
        $task.Registered.User | Should -Be 'CORP\svc-mlops'
        $task.Action.Argument | Should -Match ([regex]::Escape((Join-Path $work 'apply.ps1')))
        $task.Action.Execute | Should -Be $(if ($PSEdition -eq 'Core') { 'pwsh.exe' } else { 'powershell.exe' })
    }

    It 'applies the plan, writes the report and the transcript, and ends with the exit code' {
        $apply = Join-Path $work 'apply.ps1'
        $code = (Get-Content -Raw -LiteralPath $apply).Replace('https://cpd-uat.example.com -UserName deployer', "$($uat.Url) -UserName automation").Replace('https://cpd.example.com -UserName deployer', "$($prd.Url) -UserName automation")
        $run = Invoke-Script $code.Replace('$PSScriptRoot', "'$($work.Replace("'", "''"))'") $keys

        $run.ExitCode | Should -Be 0 -Because $run.Output
        Get-Content -Raw -LiteralPath "$work/promotion.md" | Should -Match 'ChurnTree'
        "$work/promotion.log" | Should -Exist
        (Get-CpdModel -Space churn_prod_space -Session prd -Id (Get-CpdDeployment -Space churn_prod_space -Session prd).AssetId).Name | Should -Be 'ChurnTree'
    }
}
