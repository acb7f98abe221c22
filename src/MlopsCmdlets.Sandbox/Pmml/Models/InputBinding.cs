using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>Takes a value of a request into the row: type, missing codes, validity and the model's treatment.</summary>
internal sealed class InputBinding(DataField data, MiningField mining, Field slot)
{
    public Field Field => slot;

    /// <param name="row">Row to fill.</param>
    /// <param name="value">A JSON string, number, boolean or null; "undefined" when the request has no such column.</param>
    /// <exception cref="PmmlValueException">The value is of no type that a field can have, or is invalid and the model forbids that.</exception>
    public void Set(Row row, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                SetMissing(row);
                break;
            case JsonValueKind.String:
                SetText(row, value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetDouble(out var number):
                SetNumber(row, number);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                SetBoolean(row, value.ValueKind == JsonValueKind.True);
                break;
            default:
                throw new PmmlValueException(slot.Name, $"a JSON {value.ValueKind.ToString().ToLowerInvariant()} is not a value of type {slot.DataType}");
        }
    }

    /// <inheritdoc cref="Set(Row, JsonElement)"/>
    public void Set(Row row, object? value)
    {
        switch (value)
        {
            case null:
                SetMissing(row);
                break;
            case string text:
                SetText(row, text);
                break;
            case bool flag:
                SetBoolean(row, flag);
                break;
            case JsonElement json:
                Set(row, json);
                break;
            case IConvertible number and not (DateTime or char):
                SetNumber(row, number.ToDouble(CultureInfo.InvariantCulture));
                break;
            default:
                throw new PmmlValueException(slot.Name, $"an object of type {value.GetType().Name} is not a value of type {slot.DataType}");
        }
    }

    private void SetMissing(Row row) => row.Slots[slot.Slot] = mining.Treat(PmmlValue.Missing, slot);

    private void SetText(Row row, string text)
    {
        if (data.IsMissingCode(text) || (text.Length == 0 && slot.DataType != PmmlDataType.Text)) SetMissing(row);
        else Accept(row, PmmlValue.TryParse(text, slot.DataType, out var value) ? value : default, text);
    }

    private void SetNumber(Row row, double number)
    {
        PmmlValue.TryConvert(number, slot.DataType, out var value);
        if (data.IsMissingCode(value)) SetMissing(row);
        else Accept(row, value, raw: null, number);
    }

    private void SetBoolean(Row row, bool flag)
    {
        var value = PmmlValue.Of(flag);
        if (slot.DataType != PmmlDataType.Boolean) value = slot.DataType == PmmlDataType.Text ? PmmlValue.Of(value.Label) : default;
        Accept(row, value, flag ? "true" : "false");
    }

    private void Accept(Row row, PmmlValue value, string? raw, double number = 0)
    {
        if (value.IsMissing || !data.IsValid(value))
            value = mining.TreatInvalid(value, raw ?? number.ToString("R", CultureInfo.InvariantCulture), slot);
        row.Slots[slot.Slot] = mining.Treat(value, slot);
    }
}
