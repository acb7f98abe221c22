# Files that Invoke-CpdScore cannot score as they are: each is one clear error that says where and what to do. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
    Import-Module "$root/artifacts/module/MlopsCmdlets/$version/MlopsCmdlets.psd1" -Force
    Start-MlopsSandbox -Seed churn | Connect-Cpd
    $script:deployment = Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name BadRows -Confirm:$false
    $script:lines = @(Get-Content "$root/src/MlopsCmdlets.Sandbox/Seed/Data/customer_churn.csv" | Select-Object -First 4)
    $script:file = Join-Path $TestDrive 'rows.csv'

    function Write-File([AllowEmptyCollection()] [string[]] $Lines, [string] $Encoding = 'utf-8', [switch] $Mark) {
        $encoder = [Text.Encoding]::GetEncoding($Encoding)
        $bytes = $encoder.GetBytes(($Lines -join "`n") + "`n")
        if ($Mark) { $bytes = $encoder.GetPreamble() + $bytes }
        [IO.File]::WriteAllBytes($file, $bytes)
    }

    # The scored rows, and the errors as one text with their advice.
    function Get-Score([hashtable] $With = @{}) {
        $script:rows = @()
        $failed = @()
        # What no row can pass, as a missing column, ends the pipeline.
        try { $script:rows = @(Invoke-CpdScore -Deployment $deployment -Path $file @With -ErrorAction SilentlyContinue -ErrorVariable +failed -WarningAction SilentlyContinue) }
        catch { $failed = @($_) }
        $script:problem = ($failed | ForEach-Object { "$_ $($_.ErrorDetails.RecommendedAction)" }) -join ' '
    }
}

AfterAll {
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Rows that cannot be scored' {
    It 'a wrong delimiter is named, and the right one works' {
        Write-File ($lines -replace ',', ';')
        Get-Score
        $rows.Count | Should -Be 0
        $problem | Should -Match "separated by ';'.*-Delimiter"
        Get-Score @{ Delimiter = ';' }
        $rows.Count | Should -Be 3
    }

    It '<_> with its mark is read' -ForEach 'utf-8', 'utf-16', 'utf-16BE' {
        Write-File $lines $_ -Mark
        Get-Score
        $problem | Should -BeNullOrEmpty
        $rows.Count | Should -Be 3
    }

    It 'UTF-16 without a mark is recognised' {
        Write-File $lines 'utf-16'
        Get-Score
        $rows.Count | Should -Be 0
        $problem | Should -Match 'UTF-16.*-Encoding'
    }

    It 'Latin-1 is an error that names the row, and -Encoding reads it' {
        $foreign = @("$($lines[0]),NOTE") + @($lines[1..3] | ForEach-Object { "$_,ok" })
        $foreign[2] = "$($lines[2]),M$([char]0xFC)ller"
        Write-File $foreign 'iso-8859-1'
        Get-Score
        $problem | Should -Match 'row 2 \(line 3\).*-Encoding'
        Get-Score @{ Encoding = [Text.Encoding]::GetEncoding('iso-8859-1') }
        $rows[1].NOTE | Should -Be "M$([char]0xFC)ller"
    }

    It '<What> is an error' -ForEach @{ What = 'an empty file'; Count = 0; Says = 'is empty' }, @{ What = 'a header alone'; Count = 1; Says = 'no rows' } {
        Write-File @($lines | Select-Object -First $Count)
        Get-Score
        $rows.Count | Should -Be 0
        $problem | Should -Match $Says
    }

    It 'a missing column is named' {
        $table = $lines | ConvertFrom-Csv | Select-Object -Property * -ExcludeProperty AGE
        Write-File ($table | ConvertTo-Csv -NoTypeInformation)
        Get-Score
        $problem | Should -Match 'AGE'
    }

    It 'a value of a wrong type is named by row and column, and the other rows are scored' {
        $table = $lines | ConvertFrom-Csv
        $table[1].AGE = 'young'
        Write-File ($table | ConvertTo-Csv -NoTypeInformation)
        Get-Score
        $problem | Should -Match 'row 2.*AGE|AGE.*row 2'
        $problem | Should -Match 'young'
    }

    It 'a row with too many values is named, and the others are scored' {
        Write-File @($lines[0], $lines[1], "$($lines[2]),extra", $lines[3])
        Get-Score
        $problem | Should -Match 'Row 2 \(line 3\)'
        $rows.Count | Should -Be 2
    }

    It 'further columns are kept and do no harm' {
        Write-File (@("$($lines[0]),NOTE") + @($lines[1..3] | ForEach-Object { "$_,kept" }))
        Get-Score
        $problem | Should -BeNullOrEmpty
        $rows.NOTE | Should -Be 'kept', 'kept', 'kept'
    }
}
