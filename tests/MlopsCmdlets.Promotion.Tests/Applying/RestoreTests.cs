using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>After a failure only what the run itself made is taken back.</summary>
public sealed class RestoreTests
{
    private readonly PromotionBench _bench = new(serving: false);

    [Fact]
    public async Task A_deployment_of_that_name_that_somebody_made_in_the_meantime_is_not_removed()
    {
        var other = _bench.Target.Add("wml_model", "Other", "theirs").Id;
        _bench.Wire.Before = call =>
        {
            if (call != "create deployment real")
                return;
            _bench.Serving.Add("ChurnProd", other);
            throw new ServingFailedException("ChurnProd", "create", "the serving name is taken");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(PromotionOutcome.Failed, result.Outcome);
        Assert.IsType<ServingFailedException>(result.Error);
        Assert.Equal(other, Assert.Single(_bench.Serving.Deployments).AssetId);
    }

    [Fact]
    public async Task One_whose_making_was_not_answered_is_removed()
    {
        _bench.Wire.After = call =>
        {
            if (call == "create deployment real")
                throw new IOException("connection reset");
        };

        var result = await _bench.ApplyAsync(_bench.Planning.Plan());

        Assert.Equal(PromotionOutcome.Failed, result.Outcome);
        Assert.Empty(_bench.Serving.Deployments);
    }
}
