# Rows that Invoke-CpdScore makes of a CSV file are objects of a type of their own: whatever people do with rows of Import-Csv works with them too.

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
    Import-Module "$root/artifacts/module/MlopsCmdlets/$version/MlopsCmdlets.psd1" -Force
    Start-MlopsSandbox -Seed churn | Connect-Cpd
    $script:deployment = Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name RowsTest -Confirm:$false
    $script:file = Join-Path $TestDrive 'customers.csv'
    $script:given = Import-Csv "$root/src/MlopsCmdlets.Sandbox/Seed/Data/customer_churn.csv" | Select-Object -First 40
    $given | Export-Csv $file -NoTypeInformation
    $script:rows = Invoke-CpdScore -Deployment $deployment -Path $file
    # The same from the pipeline: PowerShell's own objects, to compare with.
    $script:custom = $given | Invoke-CpdScore -Deployment $deployment
    $script:names = $custom[0].PSObject.Properties.Name
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Rows of a file' {
    It 'have the columns of the file in order, with prediction and probability behind them' {
        $rows.Count | Should -Be 40
        $rows[0].PSObject.Properties.Name | Should -Be $names
        $names[0..18] | Should -Be (@($given[0].PSObject.Properties.Name) + 'Prediction', 'Probability')
        $rows.ID | Should -Be $given.ID
        $rows[3].prediction | Should -Be $custom[3].Prediction
        $rows[3].NoSuchColumn | Should -BeNullOrEmpty
        "$($rows[0])" | Should -BeLike "@{ID=$($given[0].ID); *Prediction=*"
    }

    It 'can be selected, also by wildcard and by calculation' {
        ($rows | Select-Object -First 1 -Property ID, Pred*).PSObject.Properties.Name | Should -Be 'ID', 'Prediction'
        ($rows | Select-Object -First 1 -Property *).PSObject.Properties.Name | Should -Be $names
        ($rows | Select-Object -First 1 -Property * -ExcludeProperty ID).PSObject.Properties.Name | Should -Be ($names -ne 'ID')
        ($rows | Select-Object -ExpandProperty ID -Last 1) | Should -Be $given[-1].ID
        ($rows | Select-Object -First 1 @{ Name = 'Who'; Expression = { $_.ID } }).Who | Should -Be $given[0].ID
    }

    It 'can be filtered, sorted, grouped and measured' {
        @($rows | Where-Object Prediction -EQ 'T').Count | Should -Be @($custom | Where-Object Prediction -EQ 'T').Count
        @($rows | Where-Object { $_.AGE -as [double] -gt 40 }).Count | Should -Be @($given | Where-Object { $_.AGE -as [double] -gt 40 }).Count
        ($rows | Sort-Object { [int]$_.ID } -Descending).ID[0] | Should -Be ($given | Sort-Object { [int]$_.ID } -Descending).ID[0]
        ($rows | Sort-Object GENDER, ID).ID | Should -Be ($custom | Sort-Object GENDER, ID).ID
        ($rows | Group-Object GENDER, Prediction | Sort-Object Name).Count | Should -Be ($custom | Group-Object GENDER, Prediction | Sort-Object Name).Count
        ($rows | Measure-Object AGE -Average).Average | Should -Be ($given | Measure-Object AGE -Average).Average
        Compare-Object $rows $custom -Property $names[0..17] | Should -BeNullOrEmpty
    }

    It 'are shown as other rows are' {
        $rows | Format-Table ID, Pred* | Out-String | Should -Be ($custom | Format-Table ID, Pred* | Out-String)
        $rows | Select-Object -First 2 | Format-List | Out-String | Should -Be ($custom | Select-Object -First 2 | Format-List | Out-String)
        $rows[0] | Out-String | Should -Be ($custom[0] | Out-String)
        $rows[0] | Format-List ID, *ill* | Out-String | Should -Be ($custom[0] | Format-List ID, *ill* | Out-String)
    }

    It 'can be exported' {
        $rows | ConvertTo-Csv -NoTypeInformation | Should -Be ($custom | ConvertTo-Csv -NoTypeInformation)
        $rows | ConvertTo-Json -Compress | Should -Be ($custom | ConvertTo-Json -Compress)
        $rows[0] | ConvertTo-Json -Compress | Should -Be ($custom[0] | ConvertTo-Json -Compress)
        ConvertTo-Json $rows[0] -Compress | Should -Be (ConvertTo-Json $custom[0] -Compress)
        $rows[0] | ConvertTo-Html -Fragment | Should -Be ($custom[0] | ConvertTo-Html -Fragment)
        $rows[0] | Export-Clixml (Join-Path $TestDrive 'row.xml')
        (Import-Clixml (Join-Path $TestDrive 'row.xml')).PSObject.Properties.Name | Should -Be $names
    }

    It 'have the columns as members, and no others that one would have to know' {
        ($rows | Get-Member -MemberType Properties).Name | Should -Be ($names | Sort-Object)
        ($rows | Get-Member -MemberType Methods).Name | Should -Be 'Clone', 'Equals', 'GetHashCode', 'GetType', 'ToString'
    }

    It 'can be changed and extended, each for itself' {
        $row, $other = Invoke-CpdScore -Deployment $deployment -Path $file | Select-Object -First 2
        $row.ID = 7
        $row.Prediction = 'unknown'
        $row | Add-Member -NotePropertyName Region -NotePropertyValue North
        $row.PSObject.Properties['AGE'].Value = $null
        $row.ID | Should -Be 7
        $row.AGE | Should -BeNullOrEmpty
        ($row | Select-Object ID, Prediction, Region, GENDER | ConvertTo-Csv -NoTypeInformation)[1] | Should -Be "`"7`",`"unknown`",`"North`",`"$($given[0].GENDER)`""
        $row | ConvertTo-Json -Compress | Should -Match '"Region":"North"'
        $other.ID | Should -Be $given[1].ID
        $copy = $other.PSObject.Copy()
        $copy.ID = 8
        $other.ID | Should -Be $given[1].ID
        { $other.NoSuchColumn = 1 } | Should -Throw
    }

    It 'go through the pipeline again' {
        $again = $rows | Invoke-CpdScore -Deployment $deployment -WarningAction SilentlyContinue
        $again.Prediction_1 | Should -Be $rows.Prediction
        $again[0].PSObject.Properties.Name | Select-Object -First ($names.Count + 2) | Should -Be (@($names) + 'Prediction_1', 'Probability_1')
        $rows | ForEach-Object ID | Should -Be $given.ID
        function Get-Id { param([Parameter(ValueFromPipelineByPropertyName)] [string] $Id) process { $Id } }
        $rows | Get-Id | Should -Be $given.ID
    }

    It 'keep odd column names' {
        $odd = Join-Path $TestDrive 'odd.csv'
        $header, $lines = Get-Content $file
        @("$header,`"a `"`"b`"`", c`",ToString,Count,größe.ß") + ($lines | ForEach-Object { "$_,x,y,z,w" }) | Set-Content $odd -Encoding utf8
        $row = Invoke-CpdScore -Deployment $deployment -Path $odd | Select-Object -First 1
        $row.'a "b", c', $row.ToString, $row.Count, $row.'größe.ß' | Should -Be 'x', 'y', 'z', 'w'
    }

    It 'are read in other runspaces' {
        $engine = [powershell]::Create().AddScript('param($rows) $rows | ForEach-Object { $_.ID }').AddArgument($rows)
        $engine.Invoke() | Should -Be $given.ID
        $engine.Dispose()
    }
}
