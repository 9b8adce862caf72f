// ICAO Doc 9303-11 appendix D (basic access control) and G (PACE with generic mapping over a curve or a finite field).
using System.Text.Json;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.KeyAgreement;
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
        if (Pace.OffersOf(example.Bytes("efCardAccessData")) is not [{ Mapping: PaceMapping.Generic } info, ..])
        {
            return ["efCardAccessData"];
        }

        PaceProtocol protocol = new(info);
        example.Check("k_pi", protocol.PasswordKey(key));
        byte[] nonce = protocol.DecryptNonce(key, example.Bytes("nonceEncypted")) ?? [];
        example.Check("nonceDecrypted", nonce);
        AgreementGroup group = info.Group;
        using AgreementKeyPair terminal = CheckPair(example, "terminal", group);
        using AgreementKeyPair chip = CheckPair(example, "chip", group);
        CheckElement(example, "sharedSecret", group, group.Multiply(chip.PublicKey.Span, terminal.PrivateKey));
        AgreementGroup? mapped = protocol.Map(nonce, terminal, chip.PublicKey.Span);
        CheckElement(example, "mappedGenerator", group, mapped?.EncodedGenerator);
        CheckElement(example, "mappedGenerator", group, protocol.Map(nonce, chip, terminal.PublicKey.Span)?.EncodedGenerator);
        using AgreementKeyPair own = CheckPair(example, "terminalEphemeral", mapped ?? group);
        using AgreementKeyPair other = CheckPair(example, "chipEphemeral", mapped ?? group);
        byte[] secret = mapped?.Agree(own.PrivateKey, other.PublicKey.Span) ?? [];
        example.Check("ephemeralKeyPairSharedSecret", secret);
        using MessageKeys keys = protocol.DeriveKeys(secret);
        example.Check("ksEnc", keys.EncryptionKey);
        example.Check("ksMac", keys.MacKey);
        example.Check("inputDataTTerminal", protocol.TokenInput(other.PublicKey.Span));
        example.Check("inputDataTChip", protocol.TokenInput(own.PublicKey.Span));
        example.Check("tifd", keys.Token(protocol.TokenInput(other.PublicKey.Span)));
        example.Check("tic", keys.Token(protocol.TokenInput(own.PublicKey.Span)));
        return example.Wrong;
    }

    private static AgreementKeyPair CheckPair(Example example, string name, AgreementGroup group)
    {
        byte[] privateKey = example.Bytes(name + "PrivateKey");
        byte[] publicKey = group.PublicOf(privateKey) ?? [];
        CheckElement(example, name + "PublicKey", group, publicKey);
        return new AgreementKeyPair(privateKey, publicKey);
    }

    /// <summary>A point's coordinates stand apart, a number of a finite field stands alone.</summary>
    private static void CheckElement(Example example, string name, AgreementGroup group, byte[]? encoded)
    {
        if (!group.IsElliptic)
        {
            example.Check(name, encoded);
            return;
        }

        byte[] point = encoded is { Length: > 1 } ? encoded : [4];
        int length = (point.Length - 1) / 2;
        example.Check(name + "X", point.AsSpan(1, length));
        example.Check(name + "Y", point.AsSpan(1 + length));
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
