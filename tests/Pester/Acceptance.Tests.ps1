# The asset-propagation exercise as a user does it, against the sandbox. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeDiscovery {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
}

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
    Import-Module "$root/artifacts/module/MlopsCmdlets/$version/MlopsCmdlets.psd1" -Force
    Start-MlopsSandbox -Seed churn | Connect-Cpd
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Connect and look' {
    It 'shows both spaces with their stages' {
        (Get-CpdSpace -Name churn*).Stage | Should -Be 'testing', 'production'
    }

    It 'finds the model with its input columns' {
        $model = Get-CpdModel -Space churnUATspace -Name ChurnPrediction
        $model.Type | Should -Be 'pmml_4.2.1'
        $model.InputFields.Count | Should -Be 16
    }

    It 'says that nothing is lacking for a promotion' {
        Test-CpdSession -Space churnUATspace, churn_prod_space -Quiet | Should -BeTrue
    }

    It 'reaches the rest of the API' {
        (Invoke-CpdRestMethod -Path /v2/spaces -Query @{ limit = 1 } -Paginate).Count | Should -BeGreaterOrEqual 2
    }

    It 'helps' {
        (Get-Help Copy-CpdAsset).Examples.Example.Count | Should -BeGreaterOrEqual 2
        (Get-Help Copy-CpdAsset -Parameter Force).Description.Text | Should -Match 'superseded'
        Get-Help about_MlopsCmdlets | Should -Match 'Cloud Pak for Data'
    }
}

Describe 'Copy' {
    It 'changes nothing with -WhatIf' {
        Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -WhatIf | Should -BeNullOrEmpty
        Get-CpdAsset -Space churn_prod_space | Should -BeNullOrEmpty
    }

    It 'refuses a production space without a user and without -Force' {
        { Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -ErrorAction Stop } |
            Should -Throw -ErrorId 'ConfirmationRequired,*'
    }

    It 'copies everything, hashed' {
        $script:copied = Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -Confirm:$false
        $copied.Action | Sort-Object -Unique | Should -Be 'Added'
        ($copied | Where-Object Name -EQ ChurnPrediction).Sha256 | Should -Match '^[0-9a-f]{64}$'
    }

    It 'leaves equal assets alone' {
        (Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -Confirm:$false).Action |
            Sort-Object -Unique | Should -Be 'Unchanged'
    }

    It 'does not overwrite a different asset of the same name, and adds a version with -Force' {
        $file = Join-Path $TestDrive 'customer_churn.csv'
        'ID,CHURN', '1,T' | Set-Content $file
        New-CpdSpace -Name acceptance | Out-Null
        New-CpdDataAsset -Space acceptance -Path $file | Out-Null
        Copy-CpdAsset -Space acceptance -DestinationSpace churn_prod_space -Name customer_churn.csv -Confirm:$false -ErrorVariable conflict -ErrorAction SilentlyContinue
        $conflict[0].FullyQualifiedErrorId | Should -BeLike 'AssetConflict,*'
        $new = Copy-CpdAsset -Space acceptance -DestinationSpace churn_prod_space -Name customer_churn.csv -Force
        $new.Action | Should -Be 'Updated'
        (Get-CpdAsset -Space churn_prod_space -Name customer_churn.csv).Id | Should -Be $new.Id
        (Get-CpdAsset -Space churn_prod_space -Name customer_churn.csv -IncludeSuperseded).Count | Should -Be 2
        Remove-CpdSpace -Space acceptance -Force
    }
}

Describe 'Deploy and score' {
    BeforeAll {
        $script:deployment = $copied | Where-Object Name -EQ ChurnPrediction |
            New-CpdDeployment -Online -Name ChurnPredictionProd -ServingName churn_prod -Confirm:$false
        $script:customers = Join-Path $root 'src/MlopsCmdlets.Sandbox/Seed/Data/customer_churn.csv'
    }

    It 'is ready' {
        $deployment.State | Should -Be 'ready'
    }

    It 'scores rows of a CSV from the pipeline, in order, and keeps their columns' {
        $scored = Import-Csv $customers | Select-Object -First 50 | Invoke-CpdScore -Deployment $deployment
        $scored.Count | Should -Be 50
        $scored[0].PSObject.Properties.Name | Should -Contain 'CHURN'
        $scored.ID | Should -Be (Import-Csv $customers | Select-Object -First 50).ID
        $right = @($scored | Where-Object { $_.Prediction -eq $_.CHURN }).Count
        $right | Should -BeGreaterThan 45
    }

    It 'stops scoring when downstream has enough' {
        (Import-Csv $customers | Invoke-CpdScore -Deployment $deployment -BatchSize 10 | Select-Object -First 1).Prediction | Should -BeIn 'T', 'F'
    }

    It 'scores a request file' {
        $scored = Invoke-CpdScore -Deployment $deployment -Path "$root/module/examples/churn_score.json"
        $scored.Count | Should -Be 2
        $scored[0].Prediction | Should -BeIn 'T', 'F'
    }

    It 'names the row and the column of a bad value' {
        $row = Import-Csv $customers | Select-Object -First 1
        $row.AGE = 'old'
        $row | Invoke-CpdScore -Deployment $deployment -ErrorVariable bad -ErrorAction SilentlyContinue
        "$bad" | Should -Match 'AGE'
    }

    It 'swaps the model and keeps id and serving name' {
        $second = New-CpdModel -Space churn_prod_space -Name ChurnPrediction2 -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3 -Force `
            -Path (Save-CpdModel -InputObject ChurnPrediction -Space churn_prod_space -Path (Join-Path $TestDrive 'churn.xml'))
        $swapped = Set-CpdDeployment -Deployment $deployment -Model $second -Force
        $swapped.Id | Should -Be $deployment.Id
        $swapped.ServingName | Should -Be 'churn_prod'
        $swapped.AssetId | Should -Be $second.Id
    }

    It 'does not remove a model that is served' {
        Remove-CpdModel -InputObject ChurnPrediction2 -Space churn_prod_space -Force -ErrorVariable inUse -ErrorAction SilentlyContinue
        $inUse[0].FullyQualifiedErrorId | Should -BeLike 'InUse,*'
    }
}

Describe 'The example' {
    It 'runs unchanged' {
        $env:PSModulePath = "$root/artifacts/module" + [IO.Path]::PathSeparator + $env:PSModulePath
        $engine = if ($PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' }
        $text = & $engine -NoProfile -NonInteractive -File "$root/module/examples/Copy-ChurnModel.ps1" | Out-String
        $LASTEXITCODE | Should -Be 0
        $text | Should -Match 'ChurnPredictionProd'
        $text | Should -Match 'Prediction'
    }
}
