// ICAO Doc 9303-11 clause 4.4 (PACE), reader's end: every mapping, over curves and finite fields.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Opens a chip with PACE.</summary>
public static class Pace
{
    private const int CardAccessFile = 0x011C;
    private const int CardSecurityFile = 0x011D;
    private const int DynamicData = 0x7C;
    private const int MaxAttempts = 3;
    private const int ShortAnswer = 230;

    /// <summary>
    /// Runs PACE in the strongest way that the chip offers and that is spoken here. Null: nothing is offered, or the chip broke off before the
    /// key was judged (cards exist that offer PACE and refuse it), so that basic access control can be tried without a second counted failure.
    /// </summary>
    /// <exception cref="ChipAccessException">The chip judged the key and refused it (<see cref="ChipAccessProblem.WrongKey"/>), takes no key any
    /// more, or sent a token that is not the chip's. Basic access control must not be tried with the same key.</exception>
    public static async Task<PaceOpening?> TryOpenAsync(IApduTransport transport, AccessKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(key);
        Channel channel = new(transport, null);
        if (await ReadCardAccessAsync(channel, cancellationToken) is not { } cardAccess)
        {
            return null;
        }

        foreach (PaceInfo info in OffersOf(cardAccess, out bool ambiguous).Take(MaxAttempts))
        {
            using PaceAgreement? agreement = await TryAgreeAsync(channel, info, ambiguous, key, cancellationToken);
            if (agreement is not null)
            {
                // From here on the key has been judged: no other way is tried.
                return await AuthenticateAsync(channel, transport, info, agreement, cardAccess, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>The ways of an EF.CardAccess that are spoken here, the strongest first; empty when it is broken.</summary>
    public static IReadOnlyList<PaceInfo> OffersOf(ReadOnlyMemory<byte> cardAccess) => OffersOf(cardAccess, out _);

    private static IReadOnlyList<PaceInfo> OffersOf(ReadOnlyMemory<byte> cardAccess, out bool ambiguous)
    {
        try
        {
            return SecurityInfos.ReadPace(cardAccess, out ambiguous);
        }
        catch (PkiFormatException)
        {
            ambiguous = false;
            return [];
        }
    }

    private static async Task<byte[]?> ReadCardAccessAsync(Channel channel, CancellationToken cancellationToken)
    {
        try
        {
            if (await ElementaryFileReader.ReadAsync(channel, CardAccessFile, ShortAnswer, cancellationToken) is { } file)
            {
                return file;
            }

            // An application may be selected from before: EF.CardAccess lies in the master file.
            CommandApdu master = new(0, 0xA4, 0, 0x0C, new byte[] { 0x3F, 0 });
            if (!channel.CanBatch)
            {
                await channel.SendAsync(master, cancellationToken);
            }
            else if ((await channel.SendAllAsync([master, ElementaryFileReader.Select(CardAccessFile)], stopAtError: false, cancellationToken)) is not [_, { IsOk: true }])
            {
                return null;
            }

            return await ElementaryFileReader.ReadAsync(channel, CardAccessFile, ShortAnswer, cancellationToken);
        }
        catch (Exception e) when (e is ChipAccessException or ApduFormatException)
        {
            return null;
        }
    }

    /// <summary>Everything before the tokens; null when the chip breaks off.</summary>
    private static async Task<PaceAgreement?> TryAgreeAsync(
        Channel channel, PaceInfo info, bool ambiguous, AccessKey key, CancellationToken cancellationToken)
    {
        try
        {
            await SelectAsync(channel, info, ambiguous, key, cancellationToken);
            return await AgreeAsync(channel, new PaceProtocol(info), key, cancellationToken);
        }
        catch (Exception e) when (e is ApduFormatException or ChipAccessException { Problem: not ChipAccessProblem.KeyBlocked })
        {
            return null;
        }
    }

    /// <summary>MSE:Set AT; the parameters are named only where the chip has more than one set (clause 4.4.4.1).</summary>
    private static async Task SelectAsync(Channel channel, PaceInfo info, bool ambiguous, AccessKey key, CancellationToken cancellationToken)
    {
        byte[] template =
        [
            .. DataObject.Write(0x80, ProtocolIdentifier.Encode(info.Oid)),
            .. DataObject.Write(0x83, [key.IsMrz ? (byte)1 : (byte)2]),
            .. ambiguous && info.ParameterId is { } number ? DataObject.Write(0x84, DataObject.Number(number)) : [],
        ];
        ResponseApdu set = await channel.SendAsync(new CommandApdu(0, 0x22, 0xC1, 0xA4, template), cancellationToken);

        // 63Cx: taken, with x attempts left.
        if (!set.IsOk && ((set.StatusWord & 0xFFF0) != 0x63C0 || set.StatusWord == 0x63C0))
        {
            throw ChipAccessException.Authentication("MSE:Set AT", set.StatusWord);
        }
    }

    private static async Task<PaceAgreement> AgreeAsync(Channel channel, PaceProtocol protocol, AccessKey key, CancellationToken cancellationToken)
    {
        byte[] encrypted = await StepAsync(channel, protocol.Info, 0x10, [], 0x80, cancellationToken);
        byte[] nonce = protocol.DecryptNonce(key, encrypted) ?? throw new ChipAccessException("PACE nonce", 0);
        AgreementKeyPair? mapping = null, own = null;
        try
        {
            AgreementGroup? mapped;
            byte[] chipMapping = [];
            if (protocol.Info.Mapping == PaceMapping.Integrated)
            {
                byte[] additional = RandomNumberGenerator.GetBytes(protocol.AdditionalNonceBytes);
                await SendAsync(channel, protocol.Info, 0x10, DataObject.Write(0x81, additional), cancellationToken);
                mapped = protocol.MapIntegrated(nonce, additional);
            }
            else
            {
                mapping = protocol.Info.Group.Generate();
                chipMapping = await StepAsync(channel, protocol.Info, 0x10, DataObject.Write(0x81, mapping.PublicKey.Span), 0x82, cancellationToken);
                mapped = protocol.Map(nonce, mapping, chipMapping);
            }

            own = (mapped ?? throw new ChipAccessException("PACE mapping", 0)).Generate();
            byte[] other = await StepAsync(channel, protocol.Info, 0x10, DataObject.Write(0x83, own.PublicKey.Span), 0x84, cancellationToken);
            byte[] secret = (other.AsSpan().SequenceEqual(own.PublicKey.Span) ? null : mapped.Agree(own.PrivateKey, other))
                ?? throw new ChipAccessException("PACE key agreement", 0);
            PaceAgreement agreement = new(nonce, mapping, chipMapping, own, other, protocol.DeriveKeys(secret));
            CryptographicOperations.ZeroMemory(secret);
            return agreement;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(nonce);
            mapping?.Dispose();
            own?.Dispose();
            throw;
        }
    }

    /// <summary>The tokens, and with chip authentication mapping the proof. Null when the chip refuses without saying that the key is wrong.</summary>
    private static async Task<PaceOpening?> AuthenticateAsync(
        Channel channel, IApduTransport transport, PaceInfo info, PaceAgreement agreement, byte[] cardAccess, CancellationToken cancellationToken)
    {
        PaceProtocol protocol = new(info);
        byte[] token = DataObject.Write(0x85, agreement.Keys.Token(protocol.TokenInput(agreement.OtherPublicKey)));
        ResponseApdu response = await channel.SendAsync(Command(info, 0, token), cancellationToken);
        if (!response.IsOk)
        {
            ChipAccessException refused = ChipAccessException.Authentication("PACE mutual authentication", response.StatusWord);
            return refused.Problem == ChipAccessProblem.Refused ? null : throw refused;
        }

        byte[] dynamic = DataObject.Find(response.Data.Span, DynamicData);
        byte[] chipToken = DataObject.Find(dynamic, 0x86);
        if (!CryptographicOperations.FixedTimeEquals(chipToken, agreement.Keys.Token(protocol.TokenInput(agreement.Own.PublicKey.Span))))
        {
            throw new ChipAccessException("PACE token", 0);
        }

        SecureMessaging session = new(agreement.CopyKeys(), new byte[agreement.Keys.BlockBytes]);
        if (info.Mapping != PaceMapping.ChipAuthentication)
        {
            return new PaceOpening(session, info, cardAccess, null);
        }

        byte[] encrypted = DataObject.FindOptional(dynamic, 0x8A) ?? [];
        byte[]? cardSecurity = await ElementaryFileReader.ReadAsync(new Channel(transport, session), CardSecurityFile, ShortAnswer - 7, cancellationToken);
        return new PaceOpening(session, info, cardAccess, agreement.Record(info, chipToken, encrypted) with { CardSecurity = cardSecurity ?? [] });
    }

    private static async Task<byte[]> StepAsync(
        Channel channel, PaceInfo info, byte commandClass, byte[] content, int answerTag, CancellationToken cancellationToken) =>
        DataObject.Find((await SendAsync(channel, info, commandClass, content, cancellationToken)).Data.Span, DynamicData, answerTag);

    private static async Task<ResponseApdu> SendAsync(
        Channel channel, PaceInfo info, byte commandClass, byte[] content, CancellationToken cancellationToken)
    {
        ResponseApdu response = await channel.SendAsync(Command(info, commandClass, content), cancellationToken);
        return response.IsOk ? response : throw new ChipAccessException("GENERAL AUTHENTICATE", response.StatusWord);
    }

    /// <summary>Answers with keys of 2048 bits do not fit into 256 bytes.</summary>
    private static CommandApdu Command(PaceInfo info, byte commandClass, byte[] content) =>
        new(commandClass, 0x86, 0, 0, DataObject.Write(DynamicData, content), info.Group.PublicKeyBytes > ShortAnswer ? 65_536 : 256);
}
