namespace RemoteVerify.Server.Tests;

/// <summary>One service for all tests that don't stop it.</summary>
[CollectionDefinition(Name)]
public sealed class OneService : ICollectionFixture<RunningService>
{
    public const string Name = "one service";
}
