using System.Security.Cryptography;
using RemoteVerify.Cli.Commands.Fuzz.Chips;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Bench.Chips;

/// <summary>Two documents and a master list of 600 country signers, with keys of this run.</summary>
internal sealed class ChipBenchMaterial : IDisposable
{
    public const int ListedCertificates = 600;
    private const int PortraitBytes = 15_000;

    // More than the verifier remembers, so that by turns each is new to it.
    private const int OtherSigners = 16;

    public static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SyntheticIssuer _rsa;
    private readonly SyntheticIssuer _curve;

    public ChipBenchMaterial()
    {
        SoftwareKey rsaCountry = SoftwareKey.CreateRsa(2048), curveCountry = ExplicitP384();
        _rsa = new SyntheticIssuer(rsaCountry, SoftwareKey.CreateRsa(2048), At);
        _curve = new SyntheticIssuer(curveCountry, ExplicitP384(), At, "VN");
        List = _rsa.SignMasterList([_rsa.Country, _curve.Country, .. Others(ListedCertificates - 2)]);
        Store = CountrySignerStore.Empty.WithMasterList(MasterList.Read(List), [_rsa.Country], At)
            ?? throw new InvalidOperationException("The list made for the benchmark does not stand.");
        Rsa = new BenchChip(Document(_rsa), _rsa.Signer, _rsa.Country);
        Curve = new BenchChip(Document(_curve), _curve.Signer, _curve.Country);
        RsaOfNewSigners = [.. Enumerable.Range(0, OtherSigners).Select(_ => OfNewSigner(rsaCountry, SoftwareKey.CreateRsa(2048)))];
        CurveOfNewSigners = [.. Enumerable.Range(0, OtherSigners).Select(_ => OfNewSigner(curveCountry, ExplicitP384()))];
    }

    public byte[] List { get; }

    /// <summary>Country signer under which <see cref="List"/> stands.</summary>
    public Certificate ListAnchor => _rsa.Country;

    public CountrySignerStore Store { get; }

    public BenchChip Rsa { get; }

    public BenchChip Curve { get; }

    /// <summary>Documents like <see cref="Rsa"/>, each of another document signer under the same country signer.</summary>
    public IReadOnlyList<BenchChip> RsaOfNewSigners { get; }

    /// <summary>The same for <see cref="Curve"/>.</summary>
    public IReadOnlyList<BenchChip> CurveOfNewSigners { get; }

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }

    private static BenchChip OfNewSigner(SoftwareKey country, SoftwareKey signer)
    {
        using SyntheticIssuer issuer = new(country.WithScheme(country.Scheme), signer, At);
        return new BenchChip(Document(issuer), issuer.Signer, issuer.Country);
    }

    private static SoftwareKey ExplicitP384() =>
        SoftwareKey.CreateEcdsa(SyntheticIssuer.Explicit(ECCurve.NamedCurves.nistP384), SignatureScheme.Ecdsa(HashAlgorithmName.SHA384));

    /// <summary>DG1, DG2 with a portrait of 15 KB, DG13, DG14 and DG15.</summary>
    private static Dictionary<string, byte[]> Document(SyntheticIssuer issuer)
    {
        using SyntheticCountry country = SyntheticCountry.Create(At);
        using VirtualChip chip = new ChipPersonaliser(country).Personalise(SyntheticSeeds.Holder, SyntheticSeeds.Portrait(PortraitBytes), ChipOptions.Default);
        Dictionary<int, byte[]> groups = chip.Files.Where(file => FileName.Recognise(file.Key) is not (FileName.Com or FileName.Sod or null))
            .ToDictionary(file => int.Parse(FileName.Recognise(file.Key)![2..], System.Globalization.CultureInfo.InvariantCulture), file => file.Value);
        return BareFiles.Named(groups, issuer.SignSecurityObject(groups));
    }

    /// <summary>Country signers of other names, half of them RSA, half on explicit curves, as public lists are mixed.</summary>
    private static IEnumerable<Certificate> Others(int count)
    {
        SoftwareKey[] keys = [SoftwareKey.CreateRsa(2048), SoftwareKey.CreateRsa(4096), ExplicitP384(), ExplicitP384()];
        for (int i = 0; i < count; i++)
        {
            yield return SyntheticIssuer.SelfSigned(SyntheticIssuer.Name("UT", $"TEST CSCA {i}"), keys[i % keys.Length], At);
        }

        Array.ForEach(keys, key => key.Dispose());
    }
}
