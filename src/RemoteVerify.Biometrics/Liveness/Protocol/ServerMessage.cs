using System.Text.Json.Serialization;

namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>A text message of the server. None carries a score.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(AckMessage), "ack")]
[JsonDerivedType(typeof(StepMessage), "step")]
[JsonDerivedType(typeof(ColourMessage), "colour")]
[JsonDerivedType(typeof(ProofMessage), "proof")]
[JsonDerivedType(typeof(ResultMessage), "result")]
public abstract record ServerMessage;

/// <summary>How the client shall make guide frames.</summary>
/// <param name="Quality">Of the encoder, 0 to 1.</param>
/// <param name="FramesPerSecond">Upper bound.</param>
/// <param name="Window">Frames that may be unanswered.</param>
public sealed record FramePolicy(int Width, int Height, double Quality, double FramesPerSecond, int Window)
{
    /// <summary>WebP in place of JPEG: only for a client that said it can, and only for guide frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WebP { get; init; }

    /// <summary>Grain makes large pictures: above so many bytes the client takes a lower quality, down to 0.2. Absent where the line bears more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MostBytes { get; init; }
}

/// <summary>Answer to hello: the nonce of the hash chain (16 bytes in hexadecimal), the first frame policy and the limits.</summary>
public sealed record ReadyMessage(string Nonce, FramePolicy Policy, int MaxGuideBytes, int MaxProofBytes, int SessionSeconds, int Steps) : ServerMessage
{
    /// <summary>Number of the next frame; above 0 only when a session is resumed.</summary>
    public uint Sequence { get; init; }

    /// <summary>A single-use secret with which a client whose line broke may come back on a new one; absent when it may not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Resume { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"ready, frame {Sequence}";
}

/// <summary>Answer to one frame.</summary>
/// <param name="State">framing, challenge, proof, colours or decide.</param>
/// <param name="Guidance">One of <see cref="GuidanceCode"/>.</param>
/// <param name="Policy">Only when it changes.</param>
public sealed record AckMessage(uint Sequence, string State, string Guidance, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FramePolicy? Policy = null) : ServerMessage;

/// <summary>One movement to be made now; frames carry its number and token from here on.</summary>
/// <param name="Number">Counts all steps shown, from 1.</param>
/// <param name="Done">Steps finished before this one.</param>
/// <param name="Of">Steps in all.</param>
/// <param name="Step">Wire name of the movement.</param>
/// <param name="Token">8 bytes in hexadecimal.</param>
public sealed record StepMessage(int Number, int Done, int Of, string Step, string Token, int EarliestMilliseconds, int LatestMilliseconds) : ServerMessage;

/// <summary>
/// The screen changes its colour now; frames carry number and token from here on. Only sent to a client whose hello said that it can.
/// </summary>
/// <param name="Number">128 for the notice before the first colour, then counting.</param>
/// <param name="Done">Colours finished before this one.</param>
/// <param name="Of">Colours in all.</param>
/// <param name="Colour"><c>#rrggbb</c>; empty for the notice (nothing done) and for the end (all done).</param>
/// <param name="Token">8 bytes in hexadecimal.</param>
/// <param name="Milliseconds">How long it lasts.</param>
public sealed record ColourMessage(int Number, int Done, int Of, string Colour, string Token, int Milliseconds) : ServerMessage;

/// <summary>Asks for one better picture at once; that frame carries this token.</summary>
public sealed record ProofMessage(int Number, string Token, int Width, int Height, double Quality, int LatestMilliseconds) : ServerMessage;

/// <summary>The end: pass, retry, officer, refused or expired, and for a retry one code that says what to do better.</summary>
public sealed record ResultMessage(string Outcome, string Code, int TriesLeft) : ServerMessage;

/// <summary>The guidance codes; the client holds a text for each.</summary>
public static class GuidanceCode
{
    public const string None = "none";
    public const string NoFace = "no-face";
    public const string OneFaceOnly = "one-face-only";
    public const string MoveCloser = "move-closer";
    public const string MoveBack = "move-back";
    public const string CentreFace = "centre-face";

    /// <summary>In place of <see cref="CentreFace"/> for who asked for spoken prompts.</summary>
    public const string MoveLeft = "move-left";

    public const string MoveRight = "move-right";
    public const string MoveUp = "move-up";
    public const string MoveDown = "move-down";
    public const string LookStraight = "look-straight";
    public const string MoreLight = "more-light";
    public const string LessLight = "less-light";
    public const string HoldStill = "hold-still";
    public const string FollowStep = "follow-step";
    public const string ScreenColours = "screen-colours";
    public const string Wait = "wait";

    public static IReadOnlyList<string> All { get; } =
        [None, NoFace, OneFaceOnly, MoveCloser, MoveBack, CentreFace, MoveLeft, MoveRight, MoveUp, MoveDown, LookStraight, MoreLight, LessLight, HoldStill, FollowStep, ScreenColours, Wait];
}
