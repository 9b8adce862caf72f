namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>What is done to a file.</summary>
internal enum ChipMutationKind
{
    FlipBit,
    SetBytes,
    Insert,
    Delete,
    Cut,
    CopyWithin,
    WrongLength,
    OtherTag,
    Swap,
    Duplicate,
    Repeat,
    Remove,
    Nest,
    Indefinite,
    Identifier,
    Number,
    CurveParameters,
    Splice,
    Text,
}

/// <summary>Changes files byte by byte and data object by data object.</summary>
/// <param name="strange">Files of other seeds, of which parts are put in.</param>
internal sealed class ChipMutator(IReadOnlyList<byte[]> strange)
{
    private const int LongestMutant = 4 << 20;
    private static readonly ChipMutationKind[] ForText =
        [ChipMutationKind.FlipBit, ChipMutationKind.SetBytes, ChipMutationKind.Insert, ChipMutationKind.Delete, ChipMutationKind.Cut, ChipMutationKind.CopyWithin, ChipMutationKind.Text, ChipMutationKind.Splice];

    private static readonly ChipMutationKind[] All = Enum.GetValues<ChipMutationKind>();
    private static readonly string[] Texts =
        ["|", "||||||||||||", "<", "<<<<<<<<", "0", "99", "\0", "\uFFFD", "Ữ", "e\u0301", "\r\n", " ", "A", "Z9", "::", "\"", "{", "[[[[[[[[[[[[[[[[[[", "-----BEGIN CERTIFICATE-----", "userCertificate;binary:: "];

    /// <summary>One to three changes after each other; the kind is that of the first.</summary>
    public (byte[] Bytes, ChipMutationKind Kind) Mutate(byte[] original, bool isText, FuzzRandom random)
    {
        ChipMutationKind kind = random.Pick(isText ? ForText : All);
        byte[] mutant = Apply(kind, original, random);
        for (int i = random.Next(6) switch { 0 => 2, 1 => 1, _ => 0 }; i > 0 && mutant.Length is > 0 and < LongestMutant; i--)
        {
            mutant = Apply(random.Pick(isText ? ForText : All), mutant, random);
        }

        return (mutant.Length > LongestMutant ? mutant[..LongestMutant] : mutant, kind);
    }

    private byte[] Apply(ChipMutationKind kind, byte[] bytes, FuzzRandom random)
    {
        if (kind is >= ChipMutationKind.WrongLength and <= ChipMutationKind.Splice && TlvPath.Random(bytes, random) is { } path)
        {
            return ChangeObject(kind, path, random);
        }

        // Beginnings hold the structure, so they are hit more often.
        int at = random.Next(random.Chance(2) ? Math.Min(96, bytes.Length) : bytes.Length);
        int length = Math.Min(random.Between(1, random.Chance(4) ? 300 : 12), bytes.Length - at);
        Span<byte> rest = bytes.AsSpan(at);
        switch (kind)
        {
            case ChipMutationKind.SetBytes:
                byte[] set = [.. bytes];
                set.AsSpan(at, length).Fill((byte)random.NextBits());
                return set;
            case ChipMutationKind.Insert:
                return [.. bytes.AsSpan(0, at), .. RandomBytes(random, random.Between(1, 40)), .. rest];
            case ChipMutationKind.Delete:
                return [.. bytes.AsSpan(0, at), .. rest[length..]];
            case ChipMutationKind.Cut:
                return bytes[..at];
            case ChipMutationKind.CopyWithin:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(random.Next(bytes.Length - length + 1), length), .. rest];
            case ChipMutationKind.Text:
                return [.. bytes.AsSpan(0, at), .. System.Text.Encoding.UTF8.GetBytes(random.Pick(Texts)), .. rest[(random.Chance(2) ? length : 0)..]];
            case ChipMutationKind.Splice:
                byte[] other = random.Pick(strange);
                int from = random.Next(other.Length);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Math.Min(other.Length - from, 60)), .. rest];
            default:
                byte[] flipped = [.. bytes];
                if (flipped.Length > 0)
                {
                    flipped[at] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
        }
    }

    private byte[] ChangeObject(ChipMutationKind kind, TlvPath path, FuzzRandom random)
    {
        TlvNode target = path.Target;
        bool repair = !random.Chance(4);
        byte[] own = path.Bytes(target).ToArray();
        switch (kind)
        {
            case ChipMutationKind.WrongLength:
                byte[] length = random.Next(4) switch
                {
                    0 => [0x84, 0x7F, 0xFF, 0xFF, 0xFF],
                    1 => TlvPath.Length(target.ValueLength + random.Between(1, 3)),
                    2 => TlvPath.Length(Math.Max(0, target.ValueLength - random.Between(1, 3))),
                    _ => [(byte)random.NextBits()],
                };
                return path.Replace(target, target, [.. path.Tag(target), .. length, .. path.Value(target)], repair);
            case ChipMutationKind.OtherTag:
                own[0] = random.Chance(2) ? (byte)(own[0] ^ (1 << random.Next(8))) : random.Pick<byte>([0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x30, 0x31, 0x77, 0xA0, 0xA1, 0x80]);
                return path.Replace(target, target, own, repair);
            case ChipMutationKind.Swap:
                TlvNode other = random.Pick(path.Level);
                (TlvNode first, TlvNode last) = other.Start < target.Start ? (other, target) : (target, other);
                return first == last ? path.Replace(target, target, own, repair)
                    : path.Replace(first, last, [.. path.Bytes(last), .. path.Between(first, last), .. path.Bytes(first)], repair);
            case ChipMutationKind.Duplicate:
                return path.Replace(target, target, [.. own, .. own], repair);
            case ChipMutationKind.Repeat:
                return path.Replace(target, target, Repeated(own, random), repair);
            case ChipMutationKind.Remove:
                return path.Replace(target, target, [], repair);
            case ChipMutationKind.Nest:
                return path.Replace(target, target, Nested(own, path.Tag(target).ToArray(), random), repair);
            case ChipMutationKind.Indefinite:
                byte[] tag = path.Tag(target).ToArray();
                bool wrapped = (tag[0] & 0x20) == 0;
                tag[0] |= 0x20;
                return path.Replace(target, target, [.. tag, 0x80, .. wrapped ? own : path.Value(target), 0, 0], repair);
            case ChipMutationKind.Identifier:
                return path.Replace(target, target, AbsurdKeys.ObjectIdentifier(random), repair);
            case ChipMutationKind.Number:
                return path.Replace(target, target, AbsurdKeys.Integer(random), repair);
            case ChipMutationKind.CurveParameters:
                return path.Replace(target, target, AbsurdKeys.Curve(random), repair);
            default:
                return path.Replace(target, target, Foreign(random), repair);
        }
    }

    private static byte[] Repeated(byte[] own, FuzzRandom random)
    {
        int count = Math.Min(random.Pick([3, 17, 33, 65, 513, 1500]), Math.Max(1, (LongestMutant / 2) / Math.Max(1, own.Length)));
        byte[] many = new byte[own.Length * count];
        for (int i = 0; i < count; i++)
        {
            own.CopyTo(many, i * own.Length);
        }

        return many;
    }

    private static byte[] Nested(byte[] own, byte[] tag, FuzzRandom random)
    {
        byte[] outer = random.Chance(2) ? [0x30] : [(byte)(tag[0] | 0x20), .. tag[1..]];
        int depth = random.Pick([1, 2, 20, 150, 1200]);
        if (random.Chance(2))
        {
            // Indefinite lengths nest without growing.
            byte[] open = [.. Enumerable.Repeat<byte[]>([.. outer, 0x80], depth).SelectMany(bytes => bytes)];
            return [.. open, .. own, .. new byte[2 * depth]];
        }

        for (int i = 0; i < Math.Min(depth, 200); i++)
        {
            own = TlvPath.Wrap(outer, own);
        }

        return own;
    }

    private byte[] Foreign(FuzzRandom random)
    {
        byte[] other = random.Pick(strange);
        return TlvPath.Random(other, random) is { } path ? path.Bytes(path.Target).ToArray() : other[..Math.Min(200, other.Length)];
    }

    private static byte[] RandomBytes(FuzzRandom random, int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)random.NextBits();
        }

        return bytes;
    }
}
