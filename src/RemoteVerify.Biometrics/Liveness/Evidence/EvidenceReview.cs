using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness.Evidence;

/// <summary>How one look at a package came out.</summary>
public enum EvidenceFindingOutcome
{
    Passed,
    Failed,

    /// <summary>What it would need was not there.</summary>
    NotChecked,
}

/// <summary>One look at a package.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Message">One sentence; nothing personal.</param>
public sealed record EvidenceFinding(string Id, EvidenceFindingOutcome Outcome, string Message)
{
    public bool IsFailed => Outcome == EvidenceFindingOutcome.Failed;
}

/// <summary>
/// What an evidence package says about itself, computed again by somebody who trusts nothing: its form, the chain over the frames, the
/// proof pictures, the transaction. The signature over the bytes is judged elsewhere.
/// </summary>
public sealed class EvidenceReview
{
    /// <summary>Larger packages are refused.</summary>
    public const int MaxBytes = 8 << 20;

    private readonly ReadOnlyMemory<byte> _package;
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _pictures;
    private readonly List<EvidenceFinding> _findings = [];

    private EvidenceReview(ReadOnlyMemory<byte> package, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> pictures) => (_package, _pictures) = (package, pictures);

    /// <summary>Looks at a package.</summary>
    /// <param name="pictures">JPEGs by their SHA-256 in lower-case hexadecimal; null when there are none at hand.</param>
    /// <exception cref="CaptureFormatException">Not a package of this format.</exception>
    public static IReadOnlyList<EvidenceFinding> Of(ReadOnlyMemory<byte> package, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? pictures)
    {
        if (package.Length > MaxBytes)
        {
            throw new CaptureFormatException("evidence", MaxBytes, "longer than allowed");
        }

        EvidenceReview review = new(package, pictures ?? new Dictionary<string, ReadOnlyMemory<byte>>());
        byte[] canonical = CanonicalJson.Rewrite(package.Span);
        try
        {
            using JsonDocument json = JsonDocument.Parse(package);
            review.Look(json.RootElement, canonical, pictures is not null);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CaptureFormatException("evidence", 0, "a member is missing or of another kind");
        }

        return review._findings;
    }

    private void Look(JsonElement root, byte[] canonical, bool withPictures)
    {
        if (root.GetProperty("format").GetString() != EvidenceWriter.Format)
        {
            throw new CaptureFormatException("evidence", 0, "is of another format");
        }

        Add("canonical-form", canonical.AsSpan().SequenceEqual(_package.Span), "written anew, the package gives the same bytes", "the package is not in canonical form");
        Chain(root);
        Pictures(root, withPictures);
        Transaction(root);
    }

    /// <summary>Every header's link against the chain before it, the pictures at hand against their link, and the end against the stated hash.</summary>
    private void Chain(JsonElement root)
    {
        JsonElement[] frames = [.. root.GetProperty("frames").EnumerateArray()];
        if (frames.Length > 0 && !frames[0].TryGetProperty("chain", out _))
        {
            NotChecked("frame-chain", "the package is of a time when the links were not written into it");
            return;
        }

        byte[] before = new FrameChain(Hex(root, "nonce", 16)).Current.ToArray();
        int wrong = 0, recomputed = 0;
        foreach (JsonElement frame in frames)
        {
            byte[] after = Hex(frame, "chain", SHA256.HashSizeInBytes);
            FrameHeader header = Header(frame);
            wrong += header.PreviousHash == BinaryPrimitives.ReadUInt64BigEndian(before) ? 0 : 1;
            if (_pictures.TryGetValue(frame.GetProperty("sha256").GetString()!, out ReadOnlyMemory<byte> jpeg))
            {
                recomputed++;
                wrong += Link(before, header, jpeg.Span).AsSpan().SequenceEqual(after) ? 0 : 1;
            }

            before = after;
        }

        string stated = root.GetProperty("chainHash").GetString()!;
        bool ends = frames.Length == 0 ? stated.Length == 0 : stated == Convert.ToHexStringLower(before);
        bool said = root.GetProperty("checks").EnumerateArray().Any(check => check.GetProperty("id").GetString() == "frame-chain" && check.GetProperty("outcome").GetString() == "Failed");
        Add("frame-chain", ends && (wrong == 0 || said),
            $"{frames.Length} frames, {recomputed} of them computed anew from their picture{(wrong > 0 ? "; the breaks are those that the session's own check reports" : "")}",
            ends ? $"{wrong} links do not follow from what comes before them" : "the last link is not the stated hash");
    }

    private void Pictures(JsonElement root, bool withPictures)
    {
        string[] named = [.. root.GetProperty("proofs").EnumerateArray().Select(proof => proof.GetProperty("sha256").GetString()).OfType<string>()];
        HashSet<string> frames = [.. root.GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("sha256").GetString()!)];
        if (!withPictures)
        {
            NotChecked("proof-pictures", "no pictures were handed in");
            return;
        }

        int absent = named.Count(hash => !_pictures.ContainsKey(hash)), foreign = _pictures.Keys.Count(hash => !named.Contains(hash)), unsent = named.Count(hash => !frames.Contains(hash));
        Add("proof-pictures", absent + unsent == 0, $"all {named.Length} pictures match their SHA-256{(foreign > 0 ? $"; {foreign} other pictures lie beside them" : "")}",
            $"{absent} named pictures are not there, {unsent} are no frame of the session; {foreign} pictures are not named");
    }

    /// <summary>The transaction's nonce, EF.SOD and EF.DG2 give the hash that the capture was bound to.</summary>
    private void Transaction(JsonElement root)
    {
        if (!root.TryGetProperty("transaction", out JsonElement transaction))
        {
            NotChecked("transaction-hash", "the package names no transaction");
            return;
        }

        byte[] bound = [.. Hex(transaction, "nonce", null), .. Hex(transaction, "sodSha256", SHA256.HashSizeInBytes), .. Hex(transaction, "dg2Sha256", SHA256.HashSizeInBytes)];
        Add("transaction-hash", root.GetProperty("transactionHash").GetString() == Convert.ToHexStringLower(SHA256.HashData(bound)),
            "the capture was bound to this chip's EF.SOD and EF.DG2", "the capture was bound to another transaction");
    }

    private static byte[] Link(byte[] before, FrameHeader header, ReadOnlySpan<byte> jpeg)
    {
        byte[] written = new byte[FrameHeader.Size];
        header.Write(written);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(written);
        hash.AppendData(jpeg);
        return hash.GetHashAndReset();
    }

    private static FrameHeader Header(JsonElement frame) => new(
        frame.GetProperty("kind").GetString() == "proof" ? FrameKind.Proof : FrameKind.Guide,
        frame.GetProperty("step").GetByte(),
        frame.GetProperty("sequence").GetUInt32(),
        frame.GetProperty("captureMilliseconds").GetUInt32(),
        BinaryPrimitives.ReadUInt64BigEndian(Hex(frame, "token", 8)),
        frame.GetProperty("presentedFrames").GetUInt32(),
        frame.GetProperty("mediaMilliseconds").GetUInt32(),
        BinaryPrimitives.ReadUInt64BigEndian(Hex(frame, "link", 8)),
        frame.GetProperty("acknowledgementMilliseconds").GetUInt16());

    private static byte[] Hex(JsonElement parent, string name, int? length)
    {
        byte[] bytes = Convert.FromHexString(parent.GetProperty(name).GetString() ?? "");
        return length is { } wanted && bytes.Length != wanted ? throw new FormatException(name) : bytes;
    }

    private void Add(string id, bool passed, string good, string bad) =>
        _findings.Add(new EvidenceFinding(id, passed ? EvidenceFindingOutcome.Passed : EvidenceFindingOutcome.Failed, passed ? good : bad));

    private void NotChecked(string id, string why) => _findings.Add(new EvidenceFinding(id, EvidenceFindingOutcome.NotChecked, why));
}
