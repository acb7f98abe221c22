# Imports a module, or none, in this fresh process and says how long it took and which heavy libraries came along.
param([string] $Module)

$clock = [Diagnostics.Stopwatch]::StartNew()
# The first pass imports nothing: it makes the engine compile the measuring itself.
foreach ($name in '', $Module) {
    $clock.Restart()
    if ($name) { Import-Module -Name $name }
    $elapsed = $clock.Elapsed.TotalMilliseconds
}
"ms=$elapsed"
"memory=$(([Diagnostics.Process]::GetCurrentProcess()).WorkingSet64)"
foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
    if ($assembly.GetName().Name -in 'RestSharp', 'LibGit2Sharp', 'Octokit') { 'heavy=1' }
}
