using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>What a worker says it did, in the moment after the commit; one JSON line each.</summary>
internal enum CrashAckKind
{
    /// <summary>A case was opened.</summary>
    Open,

    /// <summary>A document was attached; the text is its hash.</summary>
    Attach,

    /// <summary>A number was reserved.</summary>
    Reserve,

    /// <summary>The number is on a stored document; the text is its hash.</summary>
    Use,

    /// <summary>The number was given up.</summary>
    Void,

    /// <summary>Identity data was stored; the text is the blob.</summary>
    Identity,

    /// <summary>The key of that data was destroyed.</summary>
    Destroy,

    /// <summary>An officer's signature is on the document of a case; the text is the document's hash.</summary>
    Countersign,

    /// <summary>The organisation's seal is; the text is the document's hash.</summary>
    Seal,

    /// <summary>The signed document is stored as a result under its number; the text is its hash.</summary>
    Store,

    /// <summary>An event reached its receiver; the text is its type.</summary>
    Event,

    /// <summary>A checkpoint was published; the text is the note.</summary>
    Checkpoint,

    /// <summary>An act was refused; the text is the code.</summary>
    Refused,

    /// <summary>An act failed, as it must while the database server is away.</summary>
    Failed,
}

/// <summary>One acknowledgement.</summary>
internal sealed record CrashAck(CrashAckKind Kind, Guid Case = default, long Number = 0, string Text = "")
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null for a line that the kill cut off.</summary>
    public static CrashAck? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CrashAck>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a worker is told on its standard input.</summary>
/// <param name="Postgres">Kind of database.</param>
/// <param name="Database">Path, or connection string.</param>
/// <param name="MasterKey">32 bytes.</param>
/// <param name="LogKey">PKCS#8.</param>
/// <param name="Seed">Of what it draws.</param>
/// <param name="Lanes">Acts at once, besides one lane that signs.</param>
/// <param name="Keys">For signing; null for a load without signatures.</param>
internal sealed record CrashWorkerSetup(bool Postgres, string Database, byte[] MasterKey, byte[] LogKey, ulong Seed, int Lanes, CrashKeys? Keys)
{
    public override string ToString() => "CrashWorkerSetup";
}
