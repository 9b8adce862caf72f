using System.Text.Json.Serialization;

namespace RemoteVerify.ChipReader.Relay;

/// <summary>A message of the relay, in either direction.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RelayHello), "hello")]
[JsonDerivedType(typeof(RelayApdu), "apdu")]
[JsonDerivedType(typeof(RelayResponses), "responses")]
[JsonDerivedType(typeof(RelayProgress), "progress")]
[JsonDerivedType(typeof(RelayDone), "done")]
[JsonDerivedType(typeof(RelayError), "error")]
public abstract record RelayMessage;

/// <summary>Client, first message: the single-use ticket, and what opens the chip unless the portal said it already.</summary>
public sealed record RelayHello : RelayMessage
{
    [JsonPropertyName("v")]
    public int Version { get; init; } = RelayLimits.Version;

    /// <summary>A secret of the host; this room only carries it.</summary>
    public required string Ticket { get; init; }

    /// <summary>Name and version of the client, for the operator.</summary>
    public string? Client { get; init; }

    /// <summary>False for a client that wants one command at a time.</summary>
    public bool Batches { get; init; } = true;

    public RelayAccess? Access { get; init; }

    public override string ToString() => "hello";
}

/// <summary>What opens the chip: the printed fields, or the card access number.</summary>
public sealed record RelayAccess
{
    /// <summary>As in the MRZ; for a Vietnamese card the last nine of the twelve digits.</summary>
    public string? DocumentNumber { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>Absent for a card without an end.</summary>
    public DateOnly? ExpiryDate { get; init; }

    public string? CardAccessNumber { get; init; }

    public override string ToString() => "access";
}

/// <summary>Server: commands for the chip, in order.</summary>
public sealed record RelayApdu : RelayMessage
{
    /// <summary>Counts from 1; the responses name it.</summary>
    public required int Id { get; init; }

    public required IReadOnlyList<byte[]> Commands { get; init; }

    /// <summary><see cref="AtError"/> or <see cref="Never"/>.</summary>
    public required string Stop { get; init; }

    /// <summary>Stop after the first response whose status word does not begin with 90 or 62.</summary>
    public const string AtError = "error";

    /// <summary>Send every command whatever the chip says.</summary>
    public const string Never = "never";

    public override string ToString() => $"apdu {Id}, {Commands.Count} commands";

    /// <summary>True when a row that stops at errors ends with this response.</summary>
    public static bool IsError(ReadOnlySpan<byte> response) => response.Length < 2 || response[^2] is not (0x90 or 0x62);
}

/// <summary>Client: the chip's responses to the last <c>apdu</c>, in order, each with its status word.</summary>
public sealed record RelayResponses : RelayMessage
{
    public required int Id { get; init; }

    public required IReadOnlyList<byte[]> Responses { get; init; }

    public override string ToString() => $"responses {Id}, {Responses.Count}";
}

/// <summary>Client: a sign of life while a long row of commands runs. Server: how far the reading is.</summary>
public sealed record RelayProgress : RelayMessage
{
    /// <summary>Client: commands of the row that are answered. Server: per cent of the whole.</summary>
    public required int Done { get; init; }

    /// <summary>Server only: <c>opening</c>, <c>reading</c>, <c>proving</c> or <c>judging</c>.</summary>
    public string? Stage { get; init; }

    public override string ToString() => "progress";
}

/// <summary>Server, last message: the judgement, which is kept already.</summary>
public sealed record RelayDone : RelayMessage
{
    public required bool Accepted { get; init; }

    /// <summary>The verification's state.</summary>
    public required string State { get; init; }

    /// <summary>The verifier's word when the chip was accepted.</summary>
    public string? Verdict { get; init; }

    /// <summary><c>proven</c> or <c>cloneable</c> when the chip was accepted.</summary>
    public string? Assurance { get; init; }

    /// <summary>The refusal's code when it was not.</summary>
    public string? Code { get; init; }

    /// <summary>Finding codes.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public override string ToString() => "done";
}

/// <summary>Server, last message: why there is no judgement. Client: why it gives up.</summary>
public sealed record RelayError : RelayMessage
{
    /// <summary>Server: one of <see cref="RelayCode"/>. Client: <c>card-lost</c> or <c>cancelled</c>.</summary>
    public required string Code { get; init; }

    public string? Message { get; init; }

    public const string CardLost = "card-lost";

    public const string ByPerson = "cancelled";

    public override string ToString() => $"error {Code}";
}
