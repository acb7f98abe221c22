# The example of the Git flow, run as a user runs it. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $env:PSModulePath = "$root/artifacts/module" + [IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module MlopsCmdlets -Force
    $script:folder = Join-Path $TestDrive 'churn'
    $script:here = (Get-Location).Path
    $script:output = & "$root/module/examples/Invoke-GitFlow.ps1" -Folder $folder *>&1 | Out-String -Width 80
    $script:secrets = (Get-MlopsSandbox | Select-Object -Last 1).GitUsers | ForEach-Object { [pscredential]::new($_.Login, $_.Token).GetNetworkCredential().Password }
}

AfterAll {
    Get-MlopsGitHost | Disconnect-MlopsGitHost
    Stop-MlopsSandbox
}

Describe 'Invoke-GitFlow.ps1' {
    It 'merges the change into dev and, once approved, into uat' {
        $requests = @(Get-MlopsPullRequest -State All -Repository churn-team/mlops-churn-prediction -GitHost lead)

        $requests.Number | Should -Be 2, 1
        $requests.Base | Should -Be 'uat', 'dev'
        $requests.State | Should -Be 'Merged', 'Merged'
    }

    It 'stops the pull request into uat until somebody has approved it' {
        $output | Should -Match 'Stopped: .*1 approval is required, and it has 0'
    }

    It 'changes one value of the notebook, and protects uat and prd' {
        Get-Content -Raw (Join-Path $folder 'assets/notebooks/customer-churn-prediction.ipynb') | Should -Match 'test_size=0\.2'
        (Get-MlopsBranch -RepositoryPath $folder -GitHost lead | Where-Object IsProtected).Name | Should -Be 'prd', 'uat'
    }

    It 'shows the change of the notebook in the pull request' {
        (Get-MlopsPullRequest 1 -Repository churn-team/mlops-churn-prediction -GitHost lead).Body | Should -Match '\+.*test_size=0\.2'
    }

    It 'leaves the clone clean on dev, with the feature branch gone on both sides' {
        $clone = Get-MlopsRepository $folder

        $clone.Branch | Should -Be 'dev'
        $clone.IsDirty | Should -BeFalse
        (Get-MlopsBranch -RepositoryPath $folder -GitHost lead).Name | Should -Be 'dev', 'prd', 'uat'
    }

    It 'leaves the user where he was, and no token in the clone or the output' {
        (Get-Location).Path | Should -Be $here
        $text = $output + ((Get-ChildItem "$folder/.git" -Recurse -File -Force | Get-Content -Raw -ErrorAction SilentlyContinue) -join '')
        foreach ($secret in $secrets) { $text.Contains($secret) | Should -BeFalse }
    }
}
