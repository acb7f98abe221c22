using System.Collections;
using System.Management.Automation;

namespace MlopsCmdlets.Measuring;

/// <summary>Collects what a model says about its certainty: a number for each class, or one number.</summary>
internal sealed class ProbabilityCollector
{
    private readonly List<double> _single = [];
    private List<double>[] _classes = [];
    private int _rows;

    /// <summary>Numbers of a row, one for each class; 0 if there is one for all or none.</summary>
    public int ClassCount => _classes.Length;

    /// <summary>There is something.</summary>
    public bool Any { get; private set; }

    /// <summary>Adds the value of the next row: a list of numbers, a number, their text, or nothing.</summary>
    public void Add(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        double[]? numbers = plain switch
        {
            double[] ready => ready,
            string text when text.TrimStart().StartsWith("[", StringComparison.Ordinal) => Array.ConvertAll(text.Trim().Trim('[', ']').Split(','), static t => Number(t.Trim())),
            string => null,
            IEnumerable list => [.. list.Cast<object?>().Select(Number)],
            _ => null,
        };
        if (numbers is null)
        {
            double number = Number(plain);
            Any |= !double.IsNaN(number);
            _single.Add(number);
            AddToClasses(null);
        }
        else
        {
            Any = true;
            if (_classes.Length == 0)
                Begin(numbers.Length);
            _single.Add(double.NaN);
            AddToClasses(numbers.Length == _classes.Length ? numbers : null);
        }

        _rows++;
    }

    /// <summary>The one number of each row.</summary>
    public double[] Single() => [.. _single];

    /// <summary>The numbers of a class, by its place in the model's order.</summary>
    public double[] OfClass(int place) => [.. _classes[place]];

    private static double Number(object? value) =>
        ClassText.TryNumber(value is PSObject wrapped ? wrapped.BaseObject : value, out double number) ? number : double.NaN;

    private void Begin(int count)
    {
        _classes = new List<double>[count];
        for (int k = 0; k < count; k++)
            _classes[k] = [.. Enumerable.Repeat(double.NaN, _rows)];
    }

    private void AddToClasses(double[]? numbers)
    {
        for (int k = 0; k < _classes.Length; k++)
            _classes[k].Add(numbers is null ? double.NaN : numbers[k]);
    }
}
