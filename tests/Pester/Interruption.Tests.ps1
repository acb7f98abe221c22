# Ctrl+C at every stage, against a sandbox that stalls there: the prompt is back at once, nothing temporary stays, and running the same again completes
# the work. Run with: ./build.ps1 -Task Test -PesterOnly

BeforeDiscovery {
    $script:stages = @(
        @{ Stage = 'connecting'; Method = 'POST'; Path = '/icp4d-api/v1/authorize'; Work = '$sandbox | Connect-Cpd -Name again' }
        @{ Stage = 'listing'; Method = 'GET'; Path = '/v2/spaces'; Work = 'Get-CpdSpace -Name churn*' }
        @{ Stage = 'listing, in the middle of the reply'; Method = 'GET'; Path = '/v2/spaces'; AfterBytes = 40; Work = 'Get-CpdSpace -Name churn*' }
        @{ Stage = 'searching assets'; Method = 'POST'; Path = '/v2/asset_types/*/search'; Work = 'Get-CpdAsset -Space churnUATspace' }
        @{ Stage = 'scoring in the middle'; Method = 'POST'; Path = '/ml/v4/deployments/*/predictions'; Skip = 1; Work = 'Import-Csv $csv | Select-Object -First 40 | Invoke-CpdScore -Deployment stopped -Space churnUATspace -BatchSize 10' }
    )
    $script:copyStages = @(
        @{ Stage = 'comparing'; Method = 'GET'; Path = '/v2/assets/*?space_id={from}' }
        @{ Stage = 'starting the export'; Method = 'POST'; Path = '/v2/asset_exports' }
        @{ Stage = 'exporting'; Method = 'GET'; Path = '/v2/asset_exports/*' }
        @{ Stage = 'downloading'; Method = 'GET'; Path = '/v2/asset_exports/*/content'; AfterBytes = 300 }
        @{ Stage = 'uploading'; Method = 'POST'; Path = '/v2/asset_imports' }
        @{ Stage = 'importing, the reply is on its way'; Method = 'POST'; Path = '/v2/asset_imports'; AfterBytes = 0 }
        @{ Stage = 'importing'; Method = 'GET'; Path = '/v2/asset_imports/*' }
        @{ Stage = 'reading back'; Method = 'GET'; Path = '/v2/assets/*?space_id={to}' }
    )
}

BeforeAll {
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $version = ([xml](Get-Content -Raw -LiteralPath "$root/Directory.Build.props")).SelectSingleNode('//Version').InnerText
    $script:manifest = "$root/artifacts/module/MlopsCmdlets/$version/MlopsCmdlets.psd1"
    Import-Module $manifest -Force
    $script:sandbox = Start-MlopsSandbox -Seed churn
    $sandbox | Connect-Cpd
    $script:csv = "$root/src/MlopsCmdlets.Sandbox/Seed/Data/customer_churn.csv"
    $script:bar = 500

    # The session of somebody who works, beside this one that watches.
    $script:runspace = [runspacefactory]::CreateRunspace()
    $runspace.Open()
    function Invoke-There([string] $Script) {
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $result = $shell.AddScript($Script).Invoke()
            if ($shell.Streams.Error) { throw $shell.Streams.Error[0] }
            $result
        }
        finally { $shell.Dispose() }
    }
    foreach ($name in 'sandbox', 'csv', 'manifest') { $runspace.SessionStateProxy.SetVariable($name, (Get-Variable $name -ValueOnly)) }
    Invoke-There 'Import-Module $manifest; $sandbox | Connect-Cpd'

    function Wait-Until([string] $What, [scriptblock] $Condition) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        while (-not (& $Condition)) { if ($watch.Elapsed.TotalSeconds -gt 60) { throw "It never came true: $What" } }
    }

    # The milliseconds that the engine alone takes to stop what only waits: a few, and many on a busy machine.
    function Measure-EngineStop {
        $reached = [Threading.ManualResetEventSlim]::new()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript('param($reached) $reached.Set(); Start-Sleep -Seconds 600').AddArgument($reached).BeginInvoke()
        $reached.Wait(60000) | Should -BeTrue
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalMilliseconds
        $shell.Dispose()
    }

    # Starts the work and stops it where it stalls, as Ctrl+C does: the prompt must be back within half a second. On a busy machine it is tried again, and may
    # take as much longer as the engine itself does.
    function Stop-AtStage([string] $Work, [hashtable] $Rule, [scriptblock] $Again = {}) {
        $took = @()
        foreach ($attempt in 1..4) {
            if ($attempt -gt 1) { & $Again }
            $null = Invoke-CpdRestMethod -Method Post -Path /_sandbox/faults -Body $Rule
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $running = $shell.AddScript($Work).BeginInvoke()
            Wait-Until "the stage is reached" {
                if ($running.IsCompleted) { throw "It ended by itself: $($shell.Streams.Error)" }
                (Invoke-CpdRestMethod -Path /_sandbox/faults).faults[0].fired -gt 0
            }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $took += $watch.Elapsed.TotalMilliseconds
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Dispose()
            Invoke-CpdRestMethod -Method Delete -Path /_sandbox/faults
            if ($took[-1] -lt $bar -or $took[-1] -lt $bar + 20 * (Measure-EngineStop)) { return }
        }
        throw "The prompt took $($took -join ', ') ms."
    }

    function New-Rule($Method, $Path, $AfterBytes, $Skip) {
        $rule = @{ fault = 'stall'; method = $Method; path = $Path }
        if ($null -ne $AfterBytes) { $rule.after_bytes = $AfterBytes }
        if ($Skip) { $rule.skip = $Skip }
        $rule
    }
    $null = Get-CpdModel -Space churnUATspace | New-CpdDeployment -Online -Name stopped
    $script:from = (Get-CpdSpace -Name churnUATspace).Id
}

AfterAll {
    $runspace.Dispose()
    Get-CpdSession | Disconnect-Cpd
    Stop-MlopsSandbox
}

Describe 'Ctrl+C' {
    It 'while <Stage>' -ForEach $stages {
        Stop-AtStage $Work (New-Rule $Method $Path $AfterBytes $Skip)
        $again = @(Invoke-There $Work)
        if ($Work -like '*Invoke-CpdScore*') { $again.Count | Should -Be 40 }
    }

    It 'while copying: <Stage>' -ForEach $copyStages {
        $spool = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $spool
        $runspace.SessionStateProxy.SetVariable('spool', $spool)
        $rule = New-Rule $Method '' $AfterBytes $Skip
        $fresh = {
            $script:to = New-CpdSpace -Name "to-$([guid]::NewGuid())"
            $runspace.SessionStateProxy.SetVariable('to', $to.Name)
            $rule.path = $Path.Replace('{from}', $from).Replace('{to}', $to.Id)
        }
        . $fresh
        $copy = 'Copy-CpdAsset -Space churnUATspace -DestinationSpace $to -All -SpoolPath $spool'
        Stop-AtStage $copy $rule $fresh

        Wait-Until 'no temporary file is left' { -not (Get-ChildItem $spool) }
        Wait-Until 'no temporary export is left' { -not (Invoke-CpdRestMethod -Path /v2/asset_exports -Query @{ space_id = $from }).resources }
        (Invoke-There $copy).Count | Should -Be 4
        (Get-CpdAsset -Space $to | Sort-Object Name).Name | Should -Be 'churn-warehouse', 'ChurnPrediction', 'customer_churn.csv', 'refresh_churn_data.py'
        (Invoke-There $copy).Action | Sort-Object -Unique | Should -Be 'Unchanged'
    }

    It 'while a deployment is waited for: it goes on, and can be waited for again' {
        $deploy = 'Get-CpdModel -Space churnUATspace | New-CpdDeployment -Online -Name waiting'
        Stop-AtStage $deploy (New-Rule 'GET' '/ml/v4/deployments/*') { Get-CpdDeployment -Space churnUATspace -Name waiting | Remove-CpdDeployment -Force }
        (Get-CpdDeployment -Space churnUATspace -Name waiting | Wait-CpdDeployment).State | Should -Be 'ready'
    }

    It 'while saving a file: it appears whole or not at all' {
        $runspace.SessionStateProxy.SetVariable('folder', "$TestDrive")
        $save = 'Save-CpdAsset -InputObject customer_churn.csv -Space churnUATspace -Path $folder/out.csv'
        Stop-AtStage $save (New-Rule 'GET' '/v2/asset_files/**' 1000)
        Wait-Until 'no partial file is left' { -not (Get-ChildItem $TestDrive -File) }
        Invoke-There $save
        (Get-ChildItem $TestDrive -File).Name | Should -Be 'out.csv'
    }

    It 'while uploading: no empty asset is left' {
        $to = New-CpdSpace -Name "up-$([guid]::NewGuid())"
        $runspace.SessionStateProxy.SetVariable('to', $to.Name)
        Stop-AtStage 'New-CpdDataAsset -Space $to -Path $csv' (New-Rule 'PUT' '/v2/asset_files/**')
        Wait-Until 'the empty asset is removed' { -not (Get-CpdAsset -Space $to) }
    }
}
