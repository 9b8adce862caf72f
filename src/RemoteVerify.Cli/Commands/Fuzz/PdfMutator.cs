using System.Globalization;
using System.Text;
using RemoteVerify.Pdf;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>What was done to a seed.</summary>
internal enum MutationKind
{
    Flip,
    Write,
    Insert,
    Delete,
    MoveBlock,
    CutRevision,
    RepeatRevision,
    SwapRevisions,
    SwapObjects,
    XrefOffset,
    ByteRange,
    StartXref,
    Trailer,
    SignatureValue,
    ObjectUpdate,
    ForeignTail,
}

/// <summary>Changes a seed in one of many ways, now and then in two; one instance serves one thread.</summary>
internal sealed class PdfMutator(FuzzSeed seed)
{
    private static readonly byte[] Alphabet = Encoding.ASCII.GetBytes("0123456789<>[]()/ R%\n\rabobjendstream");
    private static readonly byte[][] Tokens = [.. new[]
    {
        "\n%%EOF\n", "startxref\n0\n%%EOF\n", "endobj\n", "endstream\nendobj\n", "<<", ">>", "trailer\n<< /Root 1 0 R /Size 9 >>\n", "4 0 obj\n<< >>\nendobj\n",
        "/Contents 5 0 R ", "%", "/ByteRange [0 0 0 0] ", "null ", "\0\0\0\0", "xref\n0 0\n", "/Prev 0 ", "/Encrypt 3 0 R ", "99999999999999999999", "[[[[[[[[[[[[[[[[",
    }.Select(Encoding.ASCII.GetBytes)];

    private static readonly MutationKind[] Kinds = Enum.GetValues<MutationKind>();

    private readonly ObjectMutator _objects = new(seed.Bytes, seed.Options.Password);

    private SeedAnatomy Anatomy => seed.Anatomy;

    /// <summary>Loads the seed into the buffer and changes it; the answer names the first change.</summary>
    public MutationKind Mutate(FuzzRandom random, MutantBuffer buffer)
    {
        buffer.Load(seed.Bytes);
        MutationKind first = random.Chance(4) ? MutationKind.ObjectUpdate : random.Pick(Kinds);
        Apply(first, random, buffer);
        if (random.Chance(5))
        {
            Apply(random.Pick(Kinds), random, buffer);
        }

        return first;
    }

    private void Apply(MutationKind kind, FuzzRandom random, MutantBuffer buffer)
    {
        int at = random.Next(buffer.Length);
        switch (kind)
        {
            case MutationKind.Flip:
                for (int n = random.Between(1, 4); n > 0 && buffer.Length > 0; n--)
                {
                    buffer.Span[random.Next(buffer.Length)] ^= (byte)(1 << random.Next(8));
                }

                break;
            case MutationKind.Write:
                buffer.Replace(at, 1, [random.Pick(Alphabet)]);
                break;
            case MutationKind.Insert:
                buffer.Replace(at, 0, random.Chance(2) ? random.Pick(Tokens) : buffer.Part(random.Next(buffer.Length), random.Between(1, 60)));
                break;
            case MutationKind.Delete:
                buffer.Replace(at, random.Chance(8) ? random.Between(20, 4000) : random.Between(1, 20), []);
                break;
            case MutationKind.MoveBlock:
                buffer.Replace(at, random.Chance(2) ? 0 : 40, buffer.Part(random.Next(buffer.Length), random.Between(1, 2000)));
                break;
            case MutationKind.SignatureValue when Anatomy.Gaps.Count > 0:
                ByteSpan gap = random.Pick(Anatomy.Gaps);
                buffer.Replace(gap.Start + random.Next(gap.Length), random.Next(3), [random.Pick(Alphabet)]);
                break;
            case MutationKind.ObjectUpdate:
                ApplyUpdate(random, buffer);
                break;
            case MutationKind.CutRevision or MutationKind.RepeatRevision or MutationKind.SwapRevisions or MutationKind.ForeignTail:
                ApplyToRevisions(kind, random, buffer);
                break;
            default:
                ApplyToNumbers(kind, random, buffer);
                break;
        }
    }

    private void ApplyUpdate(FuzzRandom random, MutantBuffer buffer)
    {
        try
        {
            ReadOnlyMemory<byte> tail = _objects.Tail(random);
            buffer.Replace(buffer.Length, 0, tail.Span);
        }
        catch (PdfFormatException)
        {
            // An object that the seed itself does not let us read.
        }
    }

    private void ApplyToRevisions(MutationKind kind, FuzzRandom random, MutantBuffer buffer)
    {
        IReadOnlyList<int> ends = Anatomy.Ends;
        int which = random.Next(ends.Count);
        int start = which == 0 ? 0 : ends[which - 1];
        switch (kind)
        {
            case MutationKind.CutRevision:
                buffer.Cut(ends[which] + (random.Chance(2) ? 0 : random.Between(-30, 30)));
                break;
            case MutationKind.RepeatRevision:
                buffer.Replace(buffer.Length, 0, buffer.Part(start, ends[which] - start));
                break;
            case MutationKind.SwapRevisions:
                int next = which + 1 < ends.Count ? ends[which + 1] : buffer.Length;
                byte[] later = buffer.Part(ends[which], next - ends[which]).ToArray();
                buffer.Replace(ends[which], later.Length, []);
                buffer.Replace(start, 0, later);
                break;
            default:
                // Objects behind the end, with or without the end of a revision: incremental saving attacks.
                ByteSpan copied = Anatomy.Objects.Count > 0 ? random.Pick(Anatomy.Objects) : new ByteSpan(0, 0);
                buffer.Replace(buffer.Length, 0, [.. "\n"u8, .. buffer.Part(copied.Start, copied.Length), .. "\n"u8, .. random.Chance(2) ? random.Pick(Tokens) : []]);
                break;
        }
    }

    private void ApplyToNumbers(MutationKind kind, FuzzRandom random, MutantBuffer buffer)
    {
        IReadOnlyList<ByteSpan> places = kind switch
        {
            MutationKind.XrefOffset => Anatomy.Tables,
            MutationKind.ByteRange => Anatomy.ByteRanges,
            MutationKind.StartXref => Anatomy.StartXrefs,
            MutationKind.Trailer => Anatomy.Trailers,
            _ => Anatomy.Objects,
        };
        if (places.Count == 0)
        {
            Apply(MutationKind.Flip, random, buffer);
            return;
        }

        ByteSpan place = random.Pick(places);
        if (kind == MutationKind.SwapObjects)
        {
            SwapObjects(place, random.Pick(places), random, buffer);
        }
        else if (random.Chance(3))
        {
            buffer.Replace(place.Start + random.Next(place.Length), 1, [random.Pick(Alphabet)]);
        }
        else
        {
            ReplaceNumber(place, kind == MutationKind.XrefOffset ? 1 : 4, random, buffer);
        }
    }

    private void SwapObjects(ByteSpan one, ByteSpan other, FuzzRandom random, MutantBuffer buffer)
    {
        // The bytes of an object in the place of another, or another number in front of the same bytes.
        byte[] bytes = buffer.Part(other.Start, other.Length).ToArray();
        byte[] was = buffer.Part(one.Start, one.Length).ToArray();
        if (random.Chance(2))
        {
            int name = Math.Max(0, bytes.AsSpan().IndexOf((byte)' ')), oldName = Math.Max(0, was.AsSpan().IndexOf((byte)' '));
            bytes = [.. was.AsSpan(0, oldName), .. bytes.AsSpan(name)];
        }

        byte[] fitted = bytes.Length <= was.Length ? [.. bytes, .. Enumerable.Repeat((byte)' ', was.Length - bytes.Length)] : bytes;
        buffer.Replace(one.Start, one.Length, fitted);
    }

    private void ReplaceNumber(ByteSpan place, int numbers, FuzzRandom random, MutantBuffer buffer)
    {
        ReadOnlySpan<byte> text = buffer.Part(place.Start, place.Length);
        List<ByteSpan> found = [];
        for (int i = 0; i < text.Length && found.Count < numbers; i++)
        {
            int start = i;
            while (i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9')
            {
                i++;
            }

            if (i > start)
            {
                found.Add(new ByteSpan(start, i));
            }
        }

        if (found.Count == 0)
        {
            return;
        }

        ByteSpan number = random.Pick(found);
        long old = long.TryParse(text[number.Start..number.End], out long parsed) ? parsed : 0;
        long changed = random.Next(6) switch
        {
            0 => 0,
            1 => -1,
            2 => long.MaxValue,
            3 => old + random.Between(-40, 40),
            4 => random.Next(seed.Bytes.Length * 2),
            _ => Anatomy.Objects.Count > 0 ? random.Pick(Anatomy.Objects).Start : 1,
        };
        string written = changed >= 0 && changed < 1_000_000_000 && random.Chance(2)
            ? changed.ToString(CultureInfo.InvariantCulture).PadLeft(number.Length, '0')
            : changed.ToString(CultureInfo.InvariantCulture);
        buffer.Replace(place.Start + number.Start, number.Length, Encoding.ASCII.GetBytes(written));
    }
}
