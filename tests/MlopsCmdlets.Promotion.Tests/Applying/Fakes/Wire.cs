namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Every call of every fake passes here, before and after its effect. It counts them, and can fail one or kill the run there.</summary>
public sealed class Wire
{
    private bool _dead;

    /// <summary>What was called in this run, each twice: before and after its effect.</summary>
    public List<string> Passes { get; } = [];

    /// <summary>The pass at which the run is killed; less than 0 for none.</summary>
    public int KillAt { get; set; } = -1;

    /// <summary>Throws for a call, before its effect.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Throws for a call although it had its effect: a lost reply.</summary>
    public Action<string> After { get; set; } = _ => { };

    /// <summary>A new process.</summary>
    public int Run { get; private set; } = 1;

    public void Restart()
    {
        Run++;
        _dead = false;
        KillAt = -1;
        Passes.Clear();
        Before = _ => { };
        After = _ => { };
    }

    public void PassBefore(string call)
    {
        Pass("> " + call);
        Before(call);
    }

    public void PassAfter(string call)
    {
        Pass("< " + call);
        After(call);
    }

    public async Task<T> CallAsync<T>(string call, CancellationToken cancellationToken, Func<T> work)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        PassBefore(call);
        var result = work();
        PassAfter(call);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private void Pass(string what)
    {
        lock (Passes)
        {
            if (_dead || Passes.Count == KillAt)
            {
                _dead = true;
                throw new Killed();
            }
            Passes.Add(what);
        }
    }
}
