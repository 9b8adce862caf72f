namespace RemoteVerify.Cases.Papers;

/// <summary>Where people check documents, as printed on papers.</summary>
/// <param name="CheckAddress">Address that a code is appended to, e.g. <c>https://host/check/</c>.</param>
/// <param name="SystemName">Name of the system.</param>
public sealed record CheckPlace(string CheckAddress, string SystemName);
