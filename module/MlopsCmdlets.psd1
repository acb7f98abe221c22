@{
    # PowerShell 7 gets the net8.0 build, in Core; Windows PowerShell 5.1 the net472 build, in Desktop. The Loader comes first: it makes the
    # dependencies findable. A statement anywhere in this file (if, or lines in @( ) without commas between them) makes the engine compile it:
    # several milliseconds of each import.
    RootModule = "$PSEdition/MlopsCmdlets.dll"
    NestedModules = "$PSEdition/MlopsCmdlets.Loader.dll"
    ModuleVersion = '0.0.0'
    GUID = '6f0c9a0b-2f0e-4a0a-9f4e-5d8f2f1c7e31'
    Author = 'The MlopsCmdlets contributors'
    CompanyName = 'MlopsCmdlets'
    Copyright = '(c) 2026 The MlopsCmdlets contributors. MIT licence.'
    Description = 'Governed MLOps on IBM Cloud Pak for Data: copy models and their assets between spaces and clusters with verification, deploy, score.'
    PowerShellVersion = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess = @('MlopsCmdlets.format.ps1xml')
    TypesToProcess = @()
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    CmdletsToExport = @(
        'Connect-Cpd', 'Disconnect-Cpd', 'Get-CpdSession', 'Test-CpdSession', 'Invoke-CpdRestMethod',
        'Get-CpdSpace', 'New-CpdSpace', 'Set-CpdSpace', 'Remove-CpdSpace',
        'Get-CpdProject', 'New-CpdProject', 'Set-CpdProject', 'Remove-CpdProject',
        'Get-CpdMember', 'Add-CpdMember', 'Set-CpdMember', 'Remove-CpdMember',
        'Get-CpdAsset', 'Copy-CpdAsset', 'Export-CpdAsset', 'Import-CpdAsset', 'Save-CpdAsset', 'Remove-CpdAsset', 'New-CpdDataAsset', 'Compare-CpdSpace',
        'Get-CpdConnection', 'New-CpdConnection', 'Set-CpdConnection', 'Remove-CpdConnection',
        'Get-CpdModel', 'New-CpdModel', 'Set-CpdModel', 'Remove-CpdModel', 'Save-CpdModel', 'Get-CpdModelRevision', 'New-CpdModelRevision',
        'Get-CpdFunction', 'New-CpdFunction', 'Set-CpdFunction', 'Remove-CpdFunction', 'Save-CpdFunction',
        'Get-CpdScript', 'New-CpdScript', 'Set-CpdScript', 'Remove-CpdScript', 'Save-CpdScript',
        'Get-CpdSoftwareSpecification', 'Get-CpdHardwareSpecification',
        'Get-CpdDeployment', 'New-CpdDeployment', 'Set-CpdDeployment', 'Remove-CpdDeployment', 'Wait-CpdDeployment',
        'Invoke-CpdScore',
        'Measure-MlopsModel', 'Export-MlopsReport',
        'New-MlopsPromotionPlan', 'Approve-MlopsPromotionPlan', 'Deny-MlopsPromotionPlan',
        'Invoke-MlopsPromotion', 'Undo-MlopsPromotion', 'New-MlopsGate', 'Test-MlopsGate',
        'Connect-MlopsGitHost', 'Disconnect-MlopsGitHost', 'Get-MlopsGitHost',
        'Get-MlopsPullRequest', 'New-MlopsPullRequest', 'Approve-MlopsPullRequest', 'Deny-MlopsPullRequest', 'Merge-MlopsPullRequest', 'Close-MlopsPullRequest',
        'Add-MlopsPullRequestComment', 'Set-MlopsStatus', 'Protect-MlopsBranch', 'Unprotect-MlopsBranch',
        'Get-MlopsRepository', 'New-MlopsRepository', 'New-MlopsFeatureBranch', 'Save-MlopsChange', 'Publish-MlopsBranch',
        'Get-MlopsBranch', 'Remove-MlopsBranch', 'New-MlopsTag',
        'Compare-MlopsNotebook', 'Set-MlopsNotebook',
        'Get-MlopsEnvironment', 'New-MlopsEnvironment', 'Test-MlopsEnvironment', 'Lock-MlopsEnvironment', 'Unlock-MlopsEnvironment',
        'Get-MlopsPromotion', 'Test-MlopsPromotionRecord',
        'Start-MlopsSandbox', 'Stop-MlopsSandbox', 'Get-MlopsSandbox'
    )
    PrivateData = @{
        PSData = @{
            Tags = @('CloudPakForData', 'CPD', 'MLOps', 'WatsonMachineLearning', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
