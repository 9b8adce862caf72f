using Xunit.Abstractions;

[assembly: TestCollectionOrderer("RemoteVerify.Server.Tests.LastCollectionLast", "RemoteVerify.Server.Tests")]

namespace RemoteVerify.Server.Tests;

/// <summary>Collections that must be alone run after all others, and among them this one last: it looks at what the whole run left.</summary>
public sealed class LastCollectionLast : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == WholeRun.Name ? 1 : 0).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeRun
{
    public const string Name = "whole run";
}

/// <summary>Logs of the whole test run hold no name, number, picture, token or key.</summary>
[Collection(WholeRun.Name)]
public sealed class RunLogTests
{
    [SkippableFact]
    public void Log_OfTheWholeRun_HoldsNoPersonNoSecretAndNoKey()
    {
        using RunLog log = RunLog.OfThisRun;
        Skip.If(log.Lines == 0, "no service ran in this run");
        Assert.True(log.Secrets > 2, "nothing was sent that could be looked for");
        IReadOnlyList<string> found = log.Found();
        long lines = log.Lines;
        Assert.True(found.Count == 0, $"{found.Count} of {lines} lines:\n{string.Join('\n', found.Distinct().Take(20))}");
    }

    /// <summary>A search that finds nothing must be one that could.</summary>
    [Fact]
    public void Found_OfALineWithSomebodyInIt_NamesTheKindAndNotTheText()
    {
        const string name = "Hoàng Thị Chỉ Có Ở Đây";
        using RunLog log = new("self-test");
        log.ForbidMembers(System.Text.Encoding.UTF8.GetBytes($$"""{"participants":[{"fullName":"{{name}}"}],"ticket":"something"}"""));
        log.Keep($"Information test: the person {name} came");
        log.Keep("Information test: something");
        log.Keep("Information test: -----BEGIN PRIVATE KEY----- MIG");

        IReadOnlyList<string> found = log.Found();

        Assert.Equal(2, found.Count);
        Assert.Contains("fullName: Information test: the person [...] came", found);
        Assert.Contains(found, line => line.StartsWith("a key or a picture: Information test: -----BEGIN", StringComparison.Ordinal));
    }
}
