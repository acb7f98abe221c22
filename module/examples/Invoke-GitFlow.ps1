<#
.SYNOPSIS
Brings a change of the churn notebook through Git: fork, protection, branch, commit, pull request, review, merge, and the next pull request into uat.
.DESCRIPTION
Starts a sandbox, which is a Git host too, and works there as two people: a data scientist who changes the notebook, and the lead who reviews it. It uses only
commands of MlopsCmdlets and of PowerShell's core, so that the console host of the sources can run it too. It needs the git program for the sandbox.
.PARAMETER Folder
Where the data scientist's clone goes. Default: a new temporary folder.
.EXAMPLE
./Invoke-GitFlow.ps1
.EXAMPLE
./Invoke-GitFlow.ps1 -Folder ./churn
#>
[CmdletBinding()]
param([string] $Folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), [IO.Path]::GetRandomFileName()))

$ErrorActionPreference = 'Stop'
Import-Module MlopsCmdlets
$notebook = 'assets/notebooks/customer-churn-prediction.ipynb'
$start = $ExecutionContext.SessionState.Path.CurrentLocation
$env:GIT_AUTHOR_NAME = $env:GIT_COMMITTER_NAME = 'Data Scientist'
$env:GIT_AUTHOR_EMAIL = $env:GIT_COMMITTER_EMAIL = 'datascientist@example.com'

# 1. One Git host, two people.
$sandbox = Start-MlopsSandbox -Seed churn
$sandbox | Connect-MlopsGitHost -UserName lead -Name lead
$sandbox | Connect-MlopsGitHost -UserName datascientist -Name scientist
Get-MlopsGitHost | Out-Host

# 2. The lead forks the workshop's repository with all branches, and protects those of uat and prd.
$repository = New-MlopsRepository -Fork churn-upstream/mlops-churn-prediction -Name churn-team/mlops-churn-prediction -GitHost lead
$repository | Out-Host
Protect-MlopsBranch -Name uat, prd -Repository $repository -GitHost lead -RequirePullRequest -Approvals 1 -DismissStale -IncludeAdministrators -RestrictPush team:mlops-leads -Confirm:$false | Out-Host

# 3. The data scientist clones it, begins a branch from dev, and trains on more of the data.
New-MlopsRepository -Clone $repository -Path $Folder -Branch dev -GitHost scientist | Out-Host
$null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
New-MlopsFeatureBranch -Name optimize-churn-model -From dev -GitHost scientist | Out-Host
Set-MlopsNotebook -Path $notebook -Variable @{ test_size = 0.2 } | Out-Host
Compare-MlopsNotebook -Path $notebook | Out-Host
Save-MlopsChange -Message 'Train on 80 percent of the data' | Out-Host
Publish-MlopsBranch -GitHost scientist | Out-Host
$change = New-MlopsPullRequest -Title 'Larger training set' -Summary 'test_size from 0.4 to 0.2' -Head optimize-churn-model -Base dev -Reviewer lead -GitHost scientist
$change | Out-Host

# 4. The lead reviews and merges exactly what was reviewed; the branch goes on both sides.
$change | Approve-MlopsPullRequest -Comment 'As agreed.' -GitHost lead | Out-Host
$change | Merge-MlopsPullRequest -ExpectedHead $change.HeadCommit -DeleteBranch -GitHost lead -Confirm:$false | Out-Host
Remove-MlopsBranch -Name optimize-churn-model -GitHost scientist -Confirm:$false
Get-MlopsBranch | Out-Host

# 5. From dev to uat: nobody merges it before somebody else has approved it.
$promotion = New-MlopsPullRequest -Title 'Larger training set to uat' -Head dev -Base uat -Reviewer lead -GitHost scientist
$promotion | Merge-MlopsPullRequest -GitHost lead -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable stopped
$stopped | ForEach-Object { "Stopped: $_" }
$promotion | Approve-MlopsPullRequest -Comment 'Good on the data of uat.' -GitHost lead | Out-Host
$promotion | Merge-MlopsPullRequest -GitHost lead -Confirm:$false | Out-Host

# 6. What was merged, as everybody sees it.
Get-MlopsPullRequest -State All | Out-Host
$null = $ExecutionContext.SessionState.Path.SetLocation($start.Path)
