// ICAO Doc 9303-11 appendix D (basic access control) and G.1 (PACE with generic mapping).
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.Conformance;

/// <summary>Derives every value of the standard's worked examples; each method returns the names of those that do not come out.</summary>
public static class WorkedExamples
{
    /// <summary>By corpus kind, as <c>IdDocument.Conformance.EmrtdCorpus.Run</c> takes them.</summary>
    public static IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>>> ByKind { get; } =
        new Dictionary<string, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>>>
        {
            ["bac-worked-example"] = BasicAccess,
            ["pace-worked-example"] = PaceGenericMapping,
        };

    /// <summary>Key seed, keys, cryptograms, session keys, counter, protected commands and opened responses.</summary>
    public static IReadOnlyList<string> BasicAccess(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Example example = new(document.RootElement);
        AccessKey key = AccessKey.FromMrzInformation(example.Text("mrz_information"));
        example.Check("k_seed", key.Secret[..16]);
        using MessageKeys access = BasicAccessControl.DeriveAccessKeys(key);
        example.Check("k_enc", access.EncryptionKey);
        example.Check("k_mac", access.MacKey);
        byte[] chipNonce = example.Bytes("rnd_ic"), readerNonce = example.Bytes("rnd_ifd"), readerKey = example.Bytes("k_ifd");
        byte[] cryptogram = BasicAccessControl.Cryptogram(access, readerNonce, chipNonce, readerKey);
        example.Check("e_ifd", cryptogram.AsSpan(0, 32));
        example.Check("m_ifd", cryptogram.AsSpan(32));
        byte[] chipKey = BasicAccessControl.OpenCryptogram(access, example.Bytes("resp_data"), chipNonce, readerNonce) ?? [];
        example.Check("k_ic", chipKey);
        if (chipKey.Length != 0)
        {
            using MessageKeys session = MessageKeys.Derive(SessionCipher.TripleDes, BasicAccessControl.SessionSeed(readerKey, chipKey));
            example.Check("ks_enc", session.EncryptionKey);
            example.Check("ks_mac", session.MacKey);
            example.Check("ssc", BasicAccessControl.StartCounter(chipNonce, readerNonce));
            CheckMessages(example, document.RootElement, readerKey, chipKey, chipNonce, readerNonce);
        }

        return example.Wrong;
    }

    /// <summary>Password key, nonce, mapping, agreement, session keys and both tokens, from the private keys alone.</summary>
    public static IReadOnlyList<string> PaceGenericMapping(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Example example = new(document.RootElement.GetProperty("values"));
        AccessKey key = AccessKey.FromMrzInformation(example.Text("mrz_information"));
        if (PaceProtocol.Choose(example.Bytes("efCardAccessData")) is not { } protocol)
        {
            return ["efCardAccessData"];
        }

        example.Check("k_pi", protocol.PasswordKey(key));
        byte[] nonce = protocol.DecryptNonce(key, example.Bytes("nonceEncypted"));
        example.Check("nonceDecrypted", nonce);
        ECPoint terminal = CheckPoint(example, "terminalPublicKey", protocol.Curve, protocol.Curve.G, "terminalPrivateKey");
        ECPoint chip = CheckPoint(example, "chipPublicKey", protocol.Curve, protocol.Curve.G, "chipPrivateKey");
        CheckPoint(example, "sharedSecret", protocol.Curve, chip, "terminalPrivateKey");
        ECPoint generator = protocol.Map(nonce, example.Bytes("terminalPrivateKey"), chip) ?? default;
        example.Check("mappedGeneratorX", generator.X);
        example.Check("mappedGeneratorY", generator.Y);
        ECPoint other = protocol.Map(nonce, example.Bytes("chipPrivateKey"), terminal) ?? default;
        example.Check("mappedGeneratorX", other.X);
        ECPoint ownPoint = CheckPoint(example, "terminalEphemeralPublicKey", protocol.Curve, generator, "terminalEphemeralPrivateKey");
        ECPoint chipPoint = CheckPoint(example, "chipEphemeralPublicKey", protocol.Curve, generator, "chipEphemeralPrivateKey");
        example.Check("ephemeralKeyPairSharedSecret", CurveArithmetic.Multiply(protocol.Curve, chipPoint, example.Bytes("terminalEphemeralPrivateKey"))?.X);
        using MessageKeys? keys = protocol.Agree(example.Bytes("terminalEphemeralPrivateKey"), chipPoint);
        example.Check("ksEnc", keys is null ? [] : keys.EncryptionKey);
        example.Check("ksMac", keys is null ? [] : keys.MacKey);
        example.Check("inputDataTTerminal", protocol.TokenInput(chipPoint));
        example.Check("inputDataTChip", protocol.TokenInput(ownPoint));
        example.Check("tifd", keys?.Token(protocol.TokenInput(chipPoint)));
        example.Check("tic", keys?.Token(protocol.TokenInput(ownPoint)));
        return example.Wrong;
    }

    private static ECPoint CheckPoint(Example example, string name, ECCurve curve, ECPoint point, string scalar)
    {
        ECPoint result = CurveArithmetic.Multiply(curve, point, example.Bytes(scalar)) ?? default;
        example.Check(name + "X", result.X);
        example.Check(name + "Y", result.Y);
        return result;
    }

    private static void CheckMessages(Example example, JsonElement root, byte[] readerKey, byte[] chipKey, byte[] chipNonce, byte[] readerNonce)
    {
        using SecureMessaging session = BasicAccessControl.StartSession(readerKey, chipKey, chipNonce, readerNonce);
        int index = 0;
        foreach (JsonElement message in root.GetProperty("secure_messaging").EnumerateArray())
        {
            Example step = new(message);
            CommandApdu plain = CommandApdu.Decode(step.Bytes("capdu"));
            step.Check("protected", session.Protect(plain).Encode());
            ResponseApdu opened = session.Open(ResponseApdu.Decode(step.Bytes("rapdu")));
            if (message.TryGetProperty("plain", out _))
            {
                step.Check("plain", opened.Data.Span);
            }

            example.Add(step.Wrong.Select(name => $"secure_messaging[{index}].{name}"));
            index++;
        }
    }

    private sealed class Example(JsonElement values)
    {
        private readonly List<string> _wrong = [];

        public IReadOnlyList<string> Wrong => _wrong;

        public string Text(string name) => values.GetProperty(name).GetString() ?? "";

        public byte[] Bytes(string name) => Convert.FromHexString(Text(name));

        public void Check(string name, ReadOnlySpan<byte> actual)
        {
            if (!actual.SequenceEqual(Bytes(name)))
            {
                _wrong.Add(name);
            }
        }

        public void Add(IEnumerable<string> names) => _wrong.AddRange(names);
    }
}
