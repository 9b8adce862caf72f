using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary><c>clip.json</c>: which picture the camera showed when.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Frames">In the order of time.</param>
internal sealed record ClipIndex(string? Format, IReadOnlyList<ClipIndexFrame>? Frames)
{
    public const string FileName = "clip.json";
    public const string CurrentFormat = "RemoteVerify clip 1";

    private const string Structure = FileName;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false };

    public TimeSpan[] Times => [.. Frames!.Select(frame => TimeSpan.FromMilliseconds(frame.AtMilliseconds))];

    /// <exception cref="ClipFormatException">Not an index, or one with too many frames, falling times or names of other folders.</exception>
    public static ClipIndex Read(ReadOnlySpan<byte> utf8)
    {
        ClipIndex index;
        try
        {
            index = JsonSerializer.Deserialize<ClipIndex>(utf8, Options) ?? throw new ClipFormatException(Structure, 0, "is null");
        }
        catch (JsonException e)
        {
            throw new ClipFormatException(Structure, e.BytePositionInLine ?? 0, "is not JSON of this form");
        }

        if (index.Format != CurrentFormat)
        {
            throw new ClipFormatException(Structure, 0, $"format is not \"{CurrentFormat}\"");
        }

        if (index.Frames is not { Count: > 0 and <= ClipLimits.MaximumFrames } frames)
        {
            throw new ClipFormatException(Structure, 0, $"does not name 1 to {ClipLimits.MaximumFrames} frames");
        }

        double before = -1;
        foreach (ClipIndexFrame? frame in frames)
        {
            if (frame is null || !IsPlain(frame.File))
            {
                throw new ClipFormatException(Structure, 0, "a frame's file is not a plain name");
            }

            if (!(frame.AtMilliseconds > before) || frame.AtMilliseconds > ClipLimits.MaximumTime.TotalMilliseconds)
            {
                throw new ClipFormatException(Structure, 0, "the times do not rise from 0 on, or end too late");
            }

            before = frame.AtMilliseconds;
        }

        return index;
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>A name that can only lie beside the index.</summary>
    public static bool IsPlain(string? name) =>
        name is { Length: > 0 and <= 100 } && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}

/// <summary>One picture of a clip.</summary>
internal sealed record ClipIndexFrame(string? File, double AtMilliseconds);
