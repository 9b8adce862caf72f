// ICAO Doc 9303-11 clause 9.2 (SecurityInfos), for DG14, EF.CardAccess and EF.CardSecurity.
using System.Formats.Asn1;
using System.Numerics;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Writes a SET of SecurityInfo.</summary>
internal sealed class SecurityInfoWriter
{
    private readonly AsnWriter _writer = new(AsnEncodingRules.DER);
    private readonly IDisposable _set;

    public SecurityInfoWriter() => _set = _writer.PushSetOf();

    public byte[] Encode()
    {
        _set.Dispose();
        return _writer.Encode();
    }

    /// <summary>ActiveAuthenticationInfo with a plain ECDSA identifier of BSI TR-03111.</summary>
    public SecurityInfoWriter Active(ActiveAuthenticationKey key)
    {
        if (key is ActiveAuthenticationKey.EcdsaP256 or ActiveAuthenticationKey.EcdsaBrainpoolP384)
        {
            using (_writer.PushSequence())
            {
                _writer.WriteObjectIdentifier("2.23.136.1.1.5");
                _writer.WriteInteger(1);
                _writer.WriteObjectIdentifier("0.4.0.127.0.7.1.1.4.1." + (key == ActiveAuthenticationKey.EcdsaP256 ? 3 : 4));
            }
        }

        return this;
    }

    /// <summary>ChipAuthenticationPublicKeyInfo and ChipAuthenticationInfo of each key.</summary>
    public SecurityInfoWriter Agreement(IEnumerable<AgreementKey> keys)
    {
        foreach (AgreementKey key in keys)
        {
            PublicKey(key.Choice.ParameterId, key.Group, key.Pair, key.Choice.KeyId, byNumber: false);
            using (_writer.PushSequence())
            {
                _writer.WriteObjectIdentifier(key.Protocol);
                _writer.WriteInteger(1);
                Optional(key.Choice.KeyId);
            }
        }

        return this;
    }

    /// <summary>ChipAuthenticationPublicKeyInfo of the keys for chip authentication mapping, each with its group's number.</summary>
    public SecurityInfoWriter Mapping(IReadOnlyDictionary<int, AgreementKeyPair> keys)
    {
        foreach ((int identifier, AgreementKeyPair pair) in keys)
        {
            PublicKey(identifier, StandardGroups.Find(identifier)!, pair, identifier, byNumber: true);
        }

        return this;
    }

    /// <summary>PACEInfo.</summary>
    public SecurityInfoWriter Pace(IEnumerable<PaceInfo> ways)
    {
        foreach (PaceInfo way in ways)
        {
            using (_writer.PushSequence())
            {
                _writer.WriteObjectIdentifier(way.Oid);
                _writer.WriteInteger(2);
                Optional(way.ParameterId);
            }
        }

        return this;
    }

    private void PublicKey(int identifier, AgreementGroup group, AgreementKeyPair pair, int? keyId, bool byNumber)
    {
        using (_writer.PushSequence())
        {
            _writer.WriteObjectIdentifier("0.4.0.127.0.7.2.2.1." + (group.IsElliptic ? 2 : 1));
            using (_writer.PushSequence())
            {
                using (_writer.PushSequence())
                {
                    Algorithm(identifier, group, byNumber);
                }

                AsnWriter number = new(AsnEncodingRules.DER);
                number.WriteInteger(new BigInteger(pair.PublicKey.Span, isUnsigned: true, isBigEndian: true));
                _writer.WriteBitString(group.IsElliptic ? pair.PublicKey.Span : number.Encode());
            }

            Optional(keyId);
        }
    }

    /// <summary>The group's number, its curve's name, or X9.42 numbers.</summary>
    private void Algorithm(int identifier, AgreementGroup group, bool byNumber)
    {
        if (byNumber)
        {
            _writer.WriteObjectIdentifier("0.4.0.127.0.7.1.2");
            _writer.WriteInteger(identifier);
        }
        else if (group is FiniteFieldGroup field)
        {
            _writer.WriteObjectIdentifier("1.2.840.10046.2.1");
            using (_writer.PushSequence())
            {
                _writer.WriteInteger(field.Prime);
                _writer.WriteInteger(field.Generator);
                _writer.WriteInteger(field.Order!.Value);
            }
        }
        else
        {
            _writer.WriteObjectIdentifier("1.2.840.10045.2.1");
            _writer.WriteObjectIdentifier(StandardGroups.CurveOid(identifier)!);
        }
    }

    private void Optional(int? number)
    {
        if (number is { } value)
        {
            _writer.WriteInteger(value);
        }
    }
}
