namespace MlopsCmdlets.Promotion.Tests.Modelled;

/// <summary>Decides what happens next. Beyond its own decisions everybody gets a turn.</summary>
internal sealed class Choices(IReadOnlyList<int> decisions)
{
    private readonly List<(int Chosen, int Of)> _trail = [];
    private int _position;

    internal bool AreOver => _position >= decisions.Count;

    internal IReadOnlyList<(int Chosen, int Of)> Trail => _trail;

    internal int Next(int count)
    {
        var over = AreOver;
        var chosen = over ? _position % count : decisions[_position] % count;
        _position++;
        if (!over)
            _trail.Add((chosen, count));
        return chosen;
    }

    /// <summary>All sequences of decisions of a length, depth first; each run tells how many ways there were at each step.</summary>
    internal static int ForAll(int length, int limit, Action<Choices> run)
    {
        var decisions = new int[length];
        for (var runs = 1; ; runs++)
        {
            var choices = new Choices([.. decisions]);
            run(choices);
            var trail = choices.Trail;
            var last = trail.Count - 1;
            while (last >= 0 && trail[last].Chosen + 1 >= trail[last].Of)
                last--;
            if (last < 0)
                return runs;
            if (runs == limit)
                throw new InvalidOperationException($"More than {limit} schedules.");
            decisions[last]++;
            Array.Clear(decisions, last + 1, length - last - 1);
        }
    }
}
