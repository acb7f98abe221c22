using System.Net.Http.Headers;
using System.Text.Json;
using CsvHelper;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>What somebody would write by hand: the same CSV library, Utf8JsonWriter, HttpClient, JsonDocument; batches overlap, results stay in order.</summary>
internal static class BareScoring
{
    /// <param name="emit">Takes the texts of each batch and what is said about them; null: nobody wants the texts, and they are not made.</param>
    public static async Task<long> RunAsync(Uri url, string path, Action<List<string[]>, List<(string Prediction, double[] Probability)>>? emit = null)
    {
        using var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        using var limit = new SemaphoreSlim(ScoringFigures.Concurrency);
        var waiting = new Queue<(List<string[]> Texts, Task<List<(string Prediction, double[] Probability)>> Results)>();
        long scored = 0;
        using CsvReader csv = CsvReader.FromFile(path);
        bool more = csv.Read();
        while (more)
        {
            var texts = new List<string[]>();
            byte[] body = Body(csv, emit is null ? null : texts, ref more);
            await limit.WaitAsync();
            waiting.Enqueue((texts, SendAsync(client, limit, body)));
            if (waiting.Count >= ScoringFigures.Concurrency * 2)
                await TakeAsync();
        }

        while (waiting.Count > 0)
            await TakeAsync();
        return scored;

        async Task TakeAsync()
        {
            (List<string[]> texts, Task<List<(string Prediction, double[] Probability)>> results) = waiting.Dequeue();
            List<(string Prediction, double[] Probability)> said = await results;
            emit?.Invoke(texts, said);
            scored += said.Count;
        }
    }

    private static byte[] Body(CsvReader csv, List<string[]>? texts, ref bool more)
    {
        using var stream = new MemoryStream(128 * 1024);
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("input_data");
            writer.WriteStartObject();
            writer.WriteStartArray("fields");
            foreach ((string name, _) in ScoringFigures.Columns)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteStartArray("values");
            for (int row = 0; row < ScoringFigures.BatchSize && more; row++, more = csv.Read())
            {
                texts?.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
                writer.WriteStartArray();
                for (int i = 0; i < ScoringFigures.Columns.Length; i++)
                {
                    switch (ScoringFigures.Columns[i].Type)
                    {
                        case "int":
                            writer.WriteNumberValue(csv.Parse<long>(i));
                            break;
                        case "double":
                            writer.WriteNumberValue(csv.Parse<double>(i));
                            break;
                        default:
                            writer.WriteStringValue(csv.GetString(i));
                            break;
                    }
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static async Task<List<(string Prediction, double[] Probability)>> SendAsync(HttpClient client, SemaphoreSlim limit, byte[] body)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage response = await client.PostAsync(ScoringFigures.PredictionPath, content);
            response.EnsureSuccessStatusCode();
            await using Stream stream = await response.Content.ReadAsStreamAsync();
            using JsonDocument document = await JsonDocument.ParseAsync(stream);
            var results = new List<(string, double[])>(ScoringFigures.BatchSize);
            foreach (JsonElement row in document.RootElement.GetProperty("predictions")[0].GetProperty("values").EnumerateArray())
                results.Add((row[0].GetString()!, [.. row[1].EnumerateArray().Select(p => p.GetDouble())]));
            return results;
        }
        finally
        {
            limit.Release();
        }
    }
}
