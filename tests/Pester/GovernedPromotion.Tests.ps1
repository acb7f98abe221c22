# The example of governed promotion, run as a user runs it. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $env:PSModulePath = "$root/artifacts/module" + [IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module MlopsCmdlets -Force
    $script:folder = Join-Path $TestDrive 'promotion'
    $script:output = & "$root/module/examples/Invoke-GovernedPromotion.ps1" -Folder $folder *>&1 | Out-String -Width 80
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Invoke-GovernedPromotion.ps1' {
    It 'leaves the environments, the plan and the report' {
        Join-Path $folder 'mlops.json' | Should -Exist
        Join-Path $folder 'first.json' | Should -Exist
        Join-Path $folder 'report.html' | Should -Exist
    }

    It 'records a promotion, one that a gate stopped, another, and a rollback' {
        $history = @(Get-MlopsPromotion -Environment prd -ConfigurationPath "$folder/mlops.json")

        $history.Sequence | Should -Be 4, 3, 2, 1
        $history.Kind | Should -Be 'Rollback', 'Promotion', 'Promotion', 'Promotion'
        $history.Outcome | Should -Be 'Succeeded', 'Succeeded', 'Stopped', 'Succeeded'
    }

    It 'serves the first model again under the same deployment' {
        $deployment = Get-CpdDeployment -Space churn_prod_space

        $deployment.ServingName | Should -Be 'churn_prod'
        (Get-CpdModel -Space churn_prod_space -Id $deployment.AssetId).Name | Should -Be 'ChurnPrediction'
    }

    It 'leaves nothing that the record does not explain, no lock and no temporary deployment' {
        Test-MlopsEnvironment -Environment prd -ConfigurationPath "$folder/mlops.json" -Quiet | Should -BeTrue
        @(Get-CpdDeployment -Space churn_prod_space) | Should -HaveCount 1
    }

    It 'puts no secret into what it writes' {
        (Get-ChildItem $folder | Get-Content -Raw) -join "`n" | Should -Not -Match 'password|secret|token'
    }
}
