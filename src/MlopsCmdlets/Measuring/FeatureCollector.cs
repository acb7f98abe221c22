using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Measuring;

/// <summary>Collects a column row by row: as numbers as long as all values are some, else as texts.</summary>
/// <param name="name">The column.</param>
/// <param name="isNumber">What the model's schema says; null if it says nothing.</param>
internal sealed class FeatureCollector(string name, bool? isNumber)
{
    private readonly List<double> _numbers = [];
    private CategoryColumnBuilder? _texts = isNumber == false ? new CategoryColumnBuilder(name) : null;

    public string Name => name;

    public void Add(object? value)
    {
        if (_texts is null)
        {
            bool isOne = ClassText.TryNumber(value, out double number);
            if (isOne || isNumber == true)
            {
                _numbers.Add(isOne ? number : double.NaN);
                return;
            }

            _texts = new CategoryColumnBuilder(name);
            foreach (double earlier in _numbers)
                _texts.Add(double.IsNaN(earlier) ? null : ClassText.Of(earlier));
            _numbers.Clear();
        }

        // The texts of numbers before the first other text are gone. All are written the same way, so that the order of rows does not matter.
        _texts.Add(isNumber is null && ClassText.TryNumber(value, out double other) && !double.IsNaN(other) ? ClassText.Of(other) : ClassText.Of(value));
    }

    public DataColumn Build() => _texts is null ? new NumberColumn(name, [.. _numbers]) : _texts.Build();
}
