namespace RemoteVerify.Server.Live;

/// <summary>Live sessions, section <c>Service:Live</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>The relay (TURN) for calls; without it calls go through only where two browsers reach each other.</summary>
    public TurnOptions Turn { get; set; } = new();

    /// <summary>Everything goes by the relay, so that nobody in a call learns the address of another.</summary>
    public bool RelayOnly { get; set; }

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        Require(Turn.Addresses.All(IsTurn), "Turn:Addresses are turn: or turns: addresses, such as turns:turn.example:5349?transport=tcp");
        Require(Turn.Addresses.Count == 0 || Turn.Secret is not null, "Turn:Secret must be set beside Turn:Addresses");
        Require(Turn.LifetimeMinutes is >= 1 and <= 1440, "Turn:LifetimeMinutes is between 1 and 1440");
        Require(!RelayOnly || Turn.Addresses.Count > 0, "RelayOnly needs Turn:Addresses");
    }

    private static bool IsTurn(string address) => address.Length <= 200 && (address.StartsWith("turn:", StringComparison.Ordinal) || address.StartsWith("turns:", StringComparison.Ordinal));

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Service:Live: {what}.");
        }
    }
}

/// <summary>A relay that shares a secret with us, as coturn does with <c>use-auth-secret</c>.</summary>
public sealed class TurnOptions
{
    /// <summary>Addresses; several for one relay where offices close UDP: <c>turn:turn.example:3478</c>, <c>turns:turn.example:443?transport=tcp</c>.</summary>
    public IList<string> Addresses { get; } = [];

    /// <summary>Reference to the shared secret (<c>env:NAME</c> or <c>file:PATH</c>).</summary>
    public string? Secret { get; set; }

    /// <summary>How long a browser may begin with what it was given.</summary>
    public int LifetimeMinutes { get; set; } = 60;
}
